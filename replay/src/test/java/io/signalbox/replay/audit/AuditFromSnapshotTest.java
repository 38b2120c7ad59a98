package io.signalbox.replay.audit;

import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.replay.SoldWorld;
import io.signalbox.replay.TestNode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AuditFromSnapshotTest
{
    private static final int SNAPSHOT_AT = 300;

    private final SoldWorld world;
    private final List<TestNode.Entry> entries;
    private final Path path;
    private final SeatEngine live = new SeatEngine();

    AuditFromSnapshotTest(@TempDir final Path path)
    {
        this.path = path.resolve("journal");
        world = new SoldWorld(path);
        entries = world.entries;
        for (final TestNode.Entry entry : entries.subList(0, SNAPSHOT_AT))
        {
            live.apply(
                entry.position(), entry.timestampMs(), new UnsafeBuffer(entry.events()), 0, entry.events().length);
        }
    }

    @Test
    void shouldAuditBehindTheRecordOfASnapshot()
    {
        TestNode.writeJournal(path, entries);

        final AuditReport report = auditBehind(SNAPSHOT_AT, restored(), restored());

        assertNull(report.difference());
        assertTrue(report.passed());
        assertEquals(entries.size() - SNAPSHOT_AT, report.records());
        assertEquals(entries.size() - SNAPSHOT_AT, report.commands());
        assertEquals(world.node.engine.stateHash(), report.executedHash());
        assertEquals(world.node.engine.stateHash(), report.appliedHash());
    }

    @Test
    void shouldFindAChangedByteBehindASnapshot()
    {
        final int index = indexBehindSnapshot();
        final byte[] events = entries.get(index).events().clone();
        events[events.length - 1] ^= 1;
        final List<TestNode.Entry> changed = new ArrayList<>(entries);
        final TestNode.Entry honest = entries.get(index);
        changed.set(index, new TestNode.Entry(honest.position(), honest.timestampMs(), honest.command(), events));
        TestNode.writeJournal(path, changed);

        final AuditReport report = auditBehind(SNAPSHOT_AT, restored(), restored());

        assertFalse(report.passed());
        assertEquals(honest.position(), report.difference().position());
        assertEquals(events.length - 1, report.difference().byteOffset());
        assertEquals(index + 1 - SNAPSHOT_AT, report.records());
    }

    @Test
    void shouldNotAuditWithEnginesThatStandElsewhere()
    {
        TestNode.writeJournal(path, entries);
        assertEquals(
            "engines at positions 300 and 300 cannot audit behind position 301",
            assertThrows(
                IllegalArgumentException.class,
                () -> auditBehind(SNAPSHOT_AT + 1, restored(), restored())).getMessage());
        assertThrows(
            IllegalArgumentException.class, () -> auditBehind(SNAPSHOT_AT, restored(), new SeatEngine()));
    }

    @Test
    void shouldNotAuditWithOneEngineOrTwoThatDiffer()
    {
        TestNode.writeJournal(path, entries);
        final SeatEngine one = restored();
        assertThrows(IllegalArgumentException.class, () -> auditBehind(SNAPSHOT_AT, one, one));

        final SeatEngine other = new SeatEngine();
        final TestNode node = new TestNode();
        while (node.engine.position() < SNAPSHOT_AT)
        {
            node.stations("S" + node.engine.position());
        }
        node.engine.writeTo(other::readEntity);
        assertThrows(IllegalArgumentException.class, () -> auditBehind(SNAPSHOT_AT, one, other));
    }

    private int indexBehindSnapshot()
    {
        int skip = 0;
        int index = world.indexOf(OrderHeldDecoder.TEMPLATE_ID, skip);
        while (index < SNAPSHOT_AT + 50)
        {
            skip++;
            index = world.indexOf(OrderHeldDecoder.TEMPLATE_ID, skip);
        }
        return index;
    }

    private SeatEngine restored()
    {
        final SeatEngine engine = new SeatEngine();
        live.writeTo(engine::readEntity);
        return engine;
    }

    private AuditReport auditBehind(final int position, final SeatEngine executing, final SeatEngine applying)
    {
        try (JournalDirectory directory = JournalDirectory.openForReading(path, JournalDirectory.MIN_BLOCK_SIZE))
        {
            final int crc32c;
            try (JournalReader reader = directory.reader())
            {
                while (reader.position() < position)
                {
                    reader.poll((record) ->
                    {
                    }, 1);
                }
                crc32c = reader.crc32c();
            }
            try (JournalReader reader = directory.readerBehind(position, crc32c))
            {
                return JournalAudit.audit(reader, executing, applying);
            }
        }
    }
}
