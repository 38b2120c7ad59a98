package io.signalbox.perf;

import io.signalbox.gateway.ServerConfig;
import io.signalbox.gateway.SignalboxServer;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.replay.audit.OwnershipCheck;
import io.signalbox.replay.audit.OwnershipReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OrderRateRigTest
{
    private static final OrderRateOptions OPTIONS = new OrderRateOptions(3, 0, 3, 16, 20, 7);

    @TempDir
    private Path directory;

    @Test
    @Timeout(180)
    void shouldCountJustTheOrdersThatTheJournalHolds() throws Exception
    {
        final OrderRateReport report;
        try (SignalboxServer server = SignalboxServer.start(
            ServerConfig.builder(directory).port(0).durability(Durability.PROCESS).build()))
        {
            report = new OrderRateRig(OPTIONS)
                .run(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        }
        assertTrue(report.heldCount() > 0, report::describe);
        assertTrue(report.ordersPerSecond() > 0, report::describe);
        assertEquals(report.heldCount() + report.refusedCount(), report.latencyNs().getTotalCount());

        try (JournalDirectory journal = JournalDirectory.openForReading(directory);
            JournalReader reader = journal.reader())
        {
            final OwnershipReport owned = OwnershipCheck.check(reader);
            final long refused = owned.placementsRefused().values().stream().mapToLong(Long::longValue).sum();
            final long journaled = owned.ordersHeld() + refused;
            final long measured = report.heldCount() + report.refusedCount();
            final int inFlight = OPTIONS.sessions() * OPTIONS.window();
            assertTrue(owned.passed());
            assertTrue(
                journaled >= measured && journaled <= measured + inFlight,
                () -> journaled + " orders journaled, " + measured + " measured, " + inFlight + " in flight");
        }
    }

    @Test
    void shouldNameTheOptionThatIsOutOfRange()
    {
        final IllegalArgumentException error = assertThrows(
            IllegalArgumentException.class, () -> new OrderRateOptions(1, 0, 0, 16, 20, 7));
        assertEquals("sessions 0 is not 1 to 1000", error.getMessage());
    }

    @Test
    void shouldMeasureAtLeastOnceEvenIfItIsStoppedAtOnce()
    {
        assertTrue(StallControl.start().stop().getTotalCount() > 0);
    }

    @Test
    void shouldMeasureHowTheMachineStalls()
    {
        final StallControl control = StallControl.start();
        final long endNs = System.nanoTime() + 200_000_000L;
        while (System.nanoTime() < endNs)
        {
            Thread.onSpinWait();
        }
        assertTrue(control.stop().getTotalCount() > 0);
    }
}
