package io.signalbox.system;

import io.signalbox.client.PassengerToken;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A real process whose business thread cannot go on ends at once, with the exit code for it and nothing acknowledged
 * lost. Here the operating system does not let the journal grow.
 */
@Tag("slow")
@Timeout(300)
class FailStopTest
{
    private static final int BROKEN_INVARIANT = 70;
    private static final int SESSION = 1;
    private static final int UNKNOWN_RUN = 9;
    private static final int BATCH = 500;

    /** More than the first block of a journal file with what Chronicle maps behind it, less than two blocks, KiB. */
    private static final List<String> WITH_SMALL_FILES =
        List.of("bash", "-c", "ulimit -f 100000; exec \"$@\"", "limited");

    @RegisterExtension
    final Workplace workplace = new Workplace();

    private long lastNumber;
    private long lastAcknowledged;

    @Test
    void shouldHaltWhenTheJournalCannotGrow() throws IOException
    {
        final Path directory = workplace.path("journal");
        final ServerProcess server =
            ServerProcess.launch(workplace, WITH_SMALL_FILES, directory, 0).awaitListening();
        try (WireSession session = WireSession.open(server.port(), SESSION, 1))
        {
            assertThrows(IOException.class, () -> askUntilTheServerEnds(session));
        }
        assertEquals(BROKEN_INVARIANT, server.awaitExit(Duration.ofSeconds(60)), server::errors);
        assertTrue(server.errors().contains("could not be appended to " + directory), server::errors);
        final JournalFacts facts = JournalFacts.read(directory);
        assertEquals(List.of(), facts.violations());
        assertTrue(facts.records() >= lastAcknowledged, facts.records() + " of " + lastAcknowledged);
        workplace.note("halted after " + facts.records() + " records, " + lastAcknowledged + " acknowledged");
        assertEquals(facts.records(), Proof.audit(directory).records());
        final ServerProcess next = ServerProcess.start(workplace, directory, 0);
        WireSession.resume(next.port(), SESSION, 1, 1).close();
    }

    private void askUntilTheServerEnds(final WireSession session) throws IOException
    {
        final PassengerToken[] passengers = new PassengerToken[9];
        for (int i = 0; i < passengers.length; i++)
        {
            passengers[i] = new PassengerToken(0, i);
        }
        final EventHeaderDecoder header = new EventHeaderDecoder();
        while (lastNumber < 1_000_000)
        {
            for (int i = 0; i < BATCH; i++)
            {
                lastNumber++;
                session.placeOrder(lastNumber, UNKNOWN_RUN, 0, 1, passengers);
            }
            session.send();
            for (int i = 0; i < BATCH; i++)
            {
                final int offset = session.next();
                assertEquals(OrderRefusedDecoder.TEMPLATE_ID, Frame.templateId(session.in(), offset));
                lastAcknowledged = header.wrap(session.in(), offset + Frame.BODY_OFFSET).position();
            }
        }
    }
}
