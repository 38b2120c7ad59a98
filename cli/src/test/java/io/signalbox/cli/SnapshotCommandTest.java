package io.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An operator looks at snapshots, takes them, and is told when one is of no use. */
class SnapshotCommandTest
{
    @TempDir
    private Path root;

    private Path journal;

    @BeforeEach
    void sell() throws Exception
    {
        journal = root.resolve("journal");
        try (SmallSale sale = SmallSale.open(journal))
        {
            sale.held(0, 3, 1);
        }
    }

    private Cli snapshot(final String command, final String... more)
    {
        return Cli.run(Stream.concat(
            Stream.of("snapshot", command, "--dir", journal.toString()), Stream.of(more)).toArray(String[]::new));
    }

    private List<Path> files() throws IOException
    {
        try (Stream<Path> files = Files.list(journal.resolve("snapshots")))
        {
            return files.filter(file -> file.toString().endsWith(".sbs")).sorted().toList();
        }
    }

    private void sellOneMore() throws Exception
    {
        try (SmallSale again = new SmallSale(journal))
        {
            again.advanceMs(1_000);
            again.held(0, 1, 1);
        }
    }

    @Test
    void shouldTakeListAndVerifySnapshotsThatAServerStartsFrom() throws Exception
    {
        final JsonNode taken = snapshot("take", "--json").expect(ExitCode.OK).json();
        final JsonNode verified = Cli.run("replay", "verify", "--dir", journal.toString(), "--json").json();
        assertEquals(verified.get("executedHash"), taken.get("stateHash"));
        assertEquals(taken.get("position").asLong(), taken.get("records").asLong());
        snapshot("verify").expect(ExitCode.OK).says(taken.get("stateHash").asText());
        final JsonNode listed = snapshot("list", "--json").expect(ExitCode.OK).json();
        assertEquals(taken.get("position"), listed.get("position"));
        assertTrue(listed.get("sound").asBoolean());
        sellOneMore();
        final JsonNode next = snapshot("take", "--json").expect(ExitCode.OK).json();
        // A negotiation and an order, and what was due: nothing before the first snapshot is read again.
        assertEquals(next.get("position").asLong() - taken.get("position").asLong(), next.get("records").asLong());
        assertTrue(next.get("records").asLong() < taken.get("records").asLong(), next.toString());
        assertEquals(
            next.get("stateHash"),
            Cli.run("replay", "verify", "--dir", journal.toString(), "--json").json().get("executedHash"));
    }

    @Test
    void shouldVerifyAReplayFromASnapshotOn() throws Exception
    {
        final String[] verify = {"replay", "verify", "--from-snapshot", "--dir", journal.toString(), "--json"};
        Cli.run("replay", "verify", "--from-snapshot", "--dir", journal.toString())
            .failsWith(ExitCode.NO_INPUT, "no sound snapshot");
        snapshot("take").expect(ExitCode.OK);
        assertEquals(0, Cli.run(verify).expect(ExitCode.OK).json().get("records").asLong());
        sellOneMore();
        final JsonNode behind = Cli.run(verify).expect(ExitCode.OK).json();
        final JsonNode whole = Cli.run("replay", "verify", "--dir", journal.toString(), "--json").json();
        assertTrue(behind.get("records").asLong() > 0, behind.toString());
        assertTrue(behind.get("records").asLong() < whole.get("records").asLong(), behind.toString());
        assertEquals(whole.get("executedHash"), behind.get("executedHash"));
        assertEquals(whole.get("appliedHash"), behind.get("appliedHash"));
    }

    @Test
    void shouldKeepTwo() throws Exception
    {
        for (int i = 0; i < 3; i++)
        {
            try (SmallSale again = new SmallSale(journal))
            {
                again.advanceMs(1_000L * i);
            }
            snapshot("take").expect(ExitCode.OK);
        }
        assertEquals(2, files().size());
        snapshot("take", "--keep", "1").failsWith(ExitCode.USAGE, "--keep 1");
    }

    @Test
    void shouldSayWhichSnapshotIsOfNoUse() throws Exception
    {
        snapshot("take").expect(ExitCode.OK);
        sellOneMore();
        snapshot("take").expect(ExitCode.OK);
        final Path newest = files().get(1);
        final byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        snapshot("list").expect(ExitCode.OK).says(newest.getFileName() + "  NOT SOUND: crc32c");
        snapshot("verify").expect(ExitCode.JOURNAL_DAMAGED).says("NOT SOUND", newest.toString());
        snapshot("take").expect(ExitCode.OK).says("is passed over");
        snapshot("verify").expect(ExitCode.OK);
    }

    @Test
    void shouldTellASnapshotOfAnotherJournal() throws Exception
    {
        snapshot("take").expect(ExitCode.OK);
        final Path mine = files().get(0);
        final Path other = root.resolve("other");
        try (SmallSale sale = SmallSale.open(other))
        {
            sale.held(0, 2, 1);
        }
        Files.createDirectories(other.resolve("snapshots"));
        Files.copy(mine, other.resolve("snapshots").resolve(mine.getFileName()));
        Cli.run("snapshot", "verify", "--dir", other.toString()).expect(ExitCode.JOURNAL_DAMAGED)
            .says("not of this journal");
    }

    @Test
    void shouldSayThatThereIsNothingToTakeOrVerify() throws IOException
    {
        snapshot("list").expect(ExitCode.OK).says("no snapshots in");
        snapshot("verify").failsWith(ExitCode.NO_INPUT, "holds no snapshot");
        final Path missing = root.resolve("missing");
        for (final String command : List.of("list", "verify", "take", "follow"))
        {
            Cli.run("snapshot", command, "--dir", missing.toString())
                .failsWith(ExitCode.NO_INPUT, missing.toString());
        }
        assertFalse(Files.exists(missing));
        snapshot("follow", "--every", "0").failsWith(ExitCode.USAGE, "--every 0");
    }

    @Test
    void shouldNotWriteBesideAServerThatTakesSnapshots() throws Exception
    {
        try (SmallSale sale = new SmallSale(journal))
        {
            assertTrue(sale.port() > 0);
            snapshot("take").failsWith(ExitCode.IN_USE, "another server or command");
        }
        snapshot("take").expect(ExitCode.OK);
    }

    @Test
    void shouldSayThatASnapshotCannotBeWritten() throws IOException
    {
        final Path file = journal.resolve("snapshots");
        Files.delete(file.resolve("writer.lock"));
        Files.delete(file);
        Files.writeString(file, "in the way");
        snapshot("take").failsWith(ExitCode.IO_FAILED, file.toString());
    }

    @Test
    void shouldRaiseTheAlarmWhenTheStateDiffersFromACheckpoint() throws Exception
    {
        final Path lying = root.resolve("lying");
        LyingJournal.writeCheckpoint(lying);
        Cli.run("snapshot", "take", "--dir", lying.toString())
            .failsWith(ExitCode.CHECK_FAILED, "position 2", "the state differs from the checkpoint");
        Cli.run("snapshot", "follow", "--dir", lying.toString())
            .failsWith(ExitCode.CHECK_FAILED, "ALARM", "position 2", "the state differs from the checkpoint");
    }
}
