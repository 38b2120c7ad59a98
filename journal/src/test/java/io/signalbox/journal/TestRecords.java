package io.signalbox.journal;

import io.signalbox.protocol.Frame;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Records made of frames with random bodies, and what was read of them.
 */
final class TestRecords
{
    static final int BLOCK_SIZE = JournalDirectory.MIN_BLOCK_SIZE;
    static final long START_MS = 1_700_000_000_000L;
    static final long DAY_MS = 86_400_000L;

    private TestRecords()
    {
    }

    record Read(long position, long timestampMs, int decisionVersion, byte[] command, byte[] events)
    {
    }

    static byte[] frame(final int length, final Random random)
    {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        Frame.writeHeader(new UnsafeBuffer(bytes), 0, length);
        return bytes;
    }

    static byte[] frames(final Random random, final int... lengths)
    {
        int total = 0;
        for (final int length : lengths)
        {
            total += length;
        }
        final byte[] bytes = new byte[total];
        int offset = 0;
        for (final int length : lengths)
        {
            System.arraycopy(frame(length, random), 0, bytes, offset, length);
            offset += length;
        }
        return bytes;
    }

    static void append(
        final JournalWriter writer, final long timestampMs, final byte[] command, final byte[] events)
    {
        writer.append(new JournalRecord()
            .header(writer.appendedPosition() + 1, timestampMs, 1)
            .command(new UnsafeBuffer(command), 0, command.length)
            .events(new UnsafeBuffer(events), 0, events.length));
    }

    static void appendMany(final JournalWriter writer, final int count, final long timestampMs)
    {
        final Random random = new Random(writer.appendedPosition() + 1);
        for (int i = 0; i < count; i++)
        {
            append(writer, timestampMs, frame(40 + random.nextInt(20), random), frames(random, 60, 30 + i % 7));
        }
    }

    static List<Read> readAll(final JournalReader reader)
    {
        final List<Read> all = new ArrayList<>();
        final RecordHandler keep = (record) ->
        {
            final byte[] command = new byte[record.commandLength()];
            final byte[] events = new byte[record.eventsLength()];
            record.command().getBytes(record.commandOffset(), command);
            record.events().getBytes(record.eventsOffset(), events);
            all.add(new Read(
                record.position(), record.timestampMs(), record.decisionVersion(), command, events));
        };
        while (reader.poll(keep, 100) > 0)
        {
            if (all.size() > 10_000_000)
            {
                throw new AssertionError("never ends");
            }
        }
        return all;
    }

    static List<Read> readAll(final Path path)
    {
        try (JournalDirectory directory = JournalDirectory.openForReading(path, BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            return readAll(reader);
        }
    }
}
