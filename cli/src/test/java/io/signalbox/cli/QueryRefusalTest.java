package io.signalbox.cli;

import io.signalbox.client.RejectedException;
import io.signalbox.protocol.wire.BusinessRejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Queries for what is not there, over TCP; docs/errors.md names these tests. */
class QueryRefusalTest
{
    @TempDir
    private Path directory;

    private SmallSale sale;

    @BeforeEach
    void open() throws Exception
    {
        sale = SmallSale.open(directory);
    }

    @AfterEach
    void close()
    {
        assertEquals(2, sale.client().queryRun(SmallSale.RUN, 'S').join().seatCount());
        sale.close();
    }

    private static void assertRejected(
        final BusinessRejectReason reason, final String words, final CompletableFuture<?> answer)
    {
        final RejectedException rejected = assertInstanceOf(
            RejectedException.class, assertThrows(CompletionException.class, answer::join).getCause());
        assertEquals(reason, rejected.reason());
        assertTrue(rejected.getMessage().contains(words), rejected::getMessage);
    }

    @Test
    void shouldSayThatARunIsUnknown()
    {
        assertRejected(BusinessRejectReason.RUN_UNKNOWN, "runId 99", sale.client().queryRun(99, 'S'));
    }

    @Test
    void shouldSayThatARunHasNoSuchClass()
    {
        assertRejected(BusinessRejectReason.CLASS_UNKNOWN, "run 1", sale.client().queryRun(SmallSale.RUN, 'X'));
    }

    @Test
    void shouldSayThatAnOrderIsUnknown()
    {
        assertRejected(BusinessRejectReason.ORDER_UNKNOWN, "99", sale.client().queryOrder(99));
    }

    @Test
    void shouldSayThatAStationIsUnknown()
    {
        assertRejected(
            BusinessRejectReason.STATION_UNKNOWN, "XYZ", sale.client().searchRuns("XYZ", "B", SmallSale.DATE));
        assertRejected(
            BusinessRejectReason.STATION_UNKNOWN, "YYY", sale.client().searchRuns("A", "YYY", SmallSale.DATE));
    }
}
