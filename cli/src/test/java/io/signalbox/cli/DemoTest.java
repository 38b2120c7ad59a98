package io.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The demo, as users see it first. */
class DemoTest
{
    private static final int WIDTH = 120;

    @TempDir
    private Path directory;

    @Test
    void shouldSellAndProveItForMachines()
    {
        // Five seconds make holds of one: longer than a slow disk takes, so that payments are in time.
        final Path journal = directory.resolve("journal");
        final JsonNode demo = Cli.run(
            "demo", "--seconds", "5", "--searches-per-order", "20", "--dir", journal.toString(), "--json")
            .expect(ExitCode.OK).json();
        for (final String check : List.of("passed", "hashesEqual", "noSeatOwnedTwice", "journalAgreesWithBuyers"))
        {
            assertTrue(demo.get(check).asBoolean(), check);
        }
        assertEquals(0, demo.get("errors").asInt());
        assertEquals(402, demo.get("runs").asInt());
        final long held = demo.get("ordersHeld").asLong();
        assertTrue(held > 0 && demo.get("tickets").asLong() > 0, demo::toString);
        assertEquals(demo.get("ordersPlaced").asLong(), held + demo.get("ordersRefused").asLong());
        assertEquals(held, demo.get("ordersPaid").asLong() + demo.get("ordersCancelled").asLong() +
            demo.get("ordersExpired").asLong());
        assertEquals(demo.get("liveHash"), demo.get("recoveredHash"));
        // What it leaves can be checked by the command that checks any journal.
        assertEquals(
            demo.get("liveHash"),
            Cli.run("replay", "verify", "--dir", journal.toString(), "--json").expect(ExitCode.OK).json()
                .get("executedHash"));
    }

    @Test
    void shouldKeepItsLinesShortAndAligned()
    {
        final Path journal = directory.resolve("journal");
        final Cli demo =
            Cli.run("demo", "--seconds", "1", "--searches-per-order", "20", "--dir", journal.toString(), "--seed", "1")
                .expect(ExitCode.OK);
        demo.says("seed 1", "ok    state hashes equal", "ok    no seat owned twice", "ok    the journal holds just",
            "ok    every request was answered", "signalbox journal export --dir " + journal);
        final List<String> lines = demo.out().lines().toList();
        assertEquals(
            List.of(),
            lines.stream().filter(line -> line.length() > WIDTH && !line.contains(journal.toString())).toList());
        assertTrue(lines.get(1).startsWith("  time  searches"), lines.get(1));
        assertTrue(lines.get(2).startsWith("   1 s"), lines.get(2));
        assertEquals(lines.get(1).length(), lines.get(2).length());
        assertTrue(Files.isDirectory(journal));
    }
}
