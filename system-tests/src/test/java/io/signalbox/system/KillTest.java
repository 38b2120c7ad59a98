package io.signalbox.system;

import io.signalbox.client.ClientConfig;
import io.signalbox.client.OrderCancelled;
import io.signalbox.client.OrderConfirmed;
import io.signalbox.client.SignalboxClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code kill -9} at random moments under load: after the restart every acknowledged order is there, none twice, and
 * every caller gets an answer.
 */
@Timeout(600)
class KillTest
{
    private static final int SESSIONS = 4;
    private static final int ORDERS_AT_A_TIME = 6;
    private static final int RUNS = 4;
    private static final int COACHES = 16;
    private static final int ROWS = 30;

    /** Longer than a slow disk takes for two syncs, so that a buyer who wants to pay is in time. */
    private static final int HOLD_MS = 2_000;
    private static final int ANSWERS_BETWEEN_KILLS = 20;
    private static final int GREATEST_DELAY_MS = 400;
    private static final int GREATEST_START_DELAY_MS = 900;
    private static final int KILLS_PER_KILL_DURING_START = 6;
    /** Records: often enough that kills find snapshots in every state of being written. */
    private static final String SNAPSHOT_EVERY = "25";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long DEFINING_SESSION = 100;

    @RegisterExtension
    final Workplace workplace = new Workplace();

    @Test
    void shouldFindEveryAcknowledgedOrderOnceAfterThreeKills() throws IOException
    {
        killUnderLoad(3, "DISK");
    }

    @Test
    @Tag("slow")
    void shouldFindEveryAcknowledgedOrderOnceAfterThirtyKills() throws IOException
    {
        killUnderLoad(30, "DISK");
    }

    @Test
    @Tag("slow")
    void shouldFindEveryAcknowledgedOrderOnceAfterKillsWithoutSync() throws IOException
    {
        killUnderLoad(8, "PROCESS");
    }

    private void killUnderLoad(final int kills, final String durability) throws IOException
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final Path directory = workplace.path("journal");
        workplace.note("seed " + seed);
        final String[] options = {
            "--durability", durability, "--max-orders", "200000", "--snapshot-every", SNAPSHOT_EVERY};
        ServerProcess server = ServerProcess.start(workplace, directory, Ports.free(), options);
        final int port = server.port();
        final List<Integer> runs = define(port);
        final Buyers buyers = workplace.closeAfter(new Buyers(port, SESSIONS, runs, seed));
        buyers.start(ORDERS_AT_A_TIME);
        int fromSnapshot = 0;
        for (int i = 1; i <= kills; i++)
        {
            buyers.awaitAcknowledged(ANSWERS_BETWEEN_KILLS);
            Await.pass(Duration.ofMillis(random.nextInt(GREATEST_DELAY_MS)));
            server.kill();
            if (i % KILLS_PER_KILL_DURING_START == 0)
            {
                server = ServerProcess.launch(workplace, directory, port, options);
                Await.pass(Duration.ofMillis(random.nextInt(GREATEST_START_DELAY_MS)));
                server.kill();
            }
            server = ServerProcess.start(workplace, directory, port, options);
            fromSnapshot += server.snapshotPosition() > 0 ? 1 : 0;
        }
        buyers.awaitAcknowledged(ANSWERS_BETWEEN_KILLS);
        final Answers answers = buyers.answers();
        Await.until("holds are paid, cancelled and expire", PATIENCE, () -> answers.expiries() > kills &&
            answers.acknowledged(OrderConfirmed.class) > kills && answers.acknowledged(OrderCancelled.class) > kills);
        buyers.stopAsking();
        assertEquals(0, buyers.answers().unknown(), () -> "every request has a certain outcome: " + buyers.answers());
        assertTrue(buyers.reconnects() >= kills, "the sessions outlive the kills");
        buyers.close();
        server.signal("TERM");
        server.awaitExit(PATIENCE);
        assertTrue(kills < 8 || fromSnapshot > 0, "no start began at a snapshot");
        final JournalFacts facts = Proof.of(directory, buyers.answers());
        assertTrue(facts.count("expired") > kills, "unpaid holds expire: " + buyers.answers());
        assertTrue(facts.count("confirmed") > kills && facts.count("cancelled") > kills, buyers.answers()::toString);
        workplace.note(durability + ", " + kills + " kills, " + fromSnapshot +
            " starts from a snapshot: " + facts.records() + " records, " +
            buyers.answers());
    }

    private static List<Integer> define(final int port)
    {
        try (SignalboxClient client =
            Await.answer(SignalboxClient.connect(ClientConfig.of("127.0.0.1", port, DEFINING_SESSION))))
        {
            Line.setHoldMs(client, HOLD_MS);
            return Line.define(client, System.currentTimeMillis(), RUNS, COACHES, ROWS);
        }
    }
}
