package io.signalbox.replay.recovery;

import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalWriter;
import io.signalbox.replay.SoldWorld;
import io.signalbox.replay.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecoveryTest
{
    private final SoldWorld world;
    private final List<TestNode.Entry> entries;

    RecoveryTest(@TempDir final Path path)
    {
        world = new SoldWorld(path);
        entries = world.entries;
    }

    @Test
    void shouldRecoverTheStateOfTheLiveEngine()
    {
        final List<Long> observed = new ArrayList<>();
        final SeatEngine engine = new SeatEngine();

        final RecoveryReport report = world.read(entries, reader -> Recovery.recover(
            reader,
            engine,
            record ->
            {
                assertEquals(engine.position(), record.position());
                observed.add(record.position());
            }));

        assertEquals(world.node.engine.stateHash(), engine.stateHash());
        assertEquals(entries.size(), report.records());
        assertEquals(entries.size(), report.position());
        assertEquals(entries.size(), observed.size());
        assertEquals(entries.get(entries.size() - 1).timestampMs(), report.timestampMs());
        assertTrue(report.events() >= report.records());
    }

    @Test
    void shouldNotGoOnWithAJournalOfNewerRules(@TempDir final Path newer)
    {
        try (
            JournalDirectory directory = JournalDirectory.open(newer, JournalDirectory.MIN_BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestNode.append(writer, entries.get(0));
            TestNode.append(writer, entries.get(1).stamped(SeatEngine.LATEST_DECISION_VERSION + 1));
        }
        final SeatEngine engine = new SeatEngine();

        final IllegalStateException refusal = assertThrows(
            IllegalStateException.class,
            () -> SoldWorld.read(newer, reader -> Recovery.recover(reader, engine)));

        assertEquals(
            "record 2 was decided by version 3 of the rules, this program knows them up to 2", refusal.getMessage());
        assertEquals(1, engine.position());
    }
}
