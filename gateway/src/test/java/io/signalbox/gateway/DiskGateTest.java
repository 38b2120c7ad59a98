package io.signalbox.gateway;

import io.signalbox.gateway.host.FailStop;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalRecord;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.Durability;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DiskGateTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldOpenOnlyForWhatIsSynced()
    {
        final DiskGate gate = new DiskGate();
        assertEquals(Durability.DISK, gate.durability());
        gate.request();
        assertEquals(0, gate.sendablePosition());
        try (JournalDirectory journal = JournalDirectory.open(directory); JournalWriter writer = journal.writer())
        {
            final AtomicInteger exitCode = new AtomicInteger();
            gate.start(writer, new ReplyRing[0], (code, reason, cause) -> exitCode.set(code));
            for (int position = 1; position <= 5; position++)
            {
                append(writer, position);
            }
            gate.request();
            TestNode.await(() -> gate.sendablePosition() == 5);
            append(writer, 6);
            assertTrue(gate.close(Long.MAX_VALUE));
            assertEquals(6, gate.sendablePosition());
            assertEquals(0, exitCode.get());
        }
    }

    @Test
    void shouldStopTheProcessAndStayShutWhenTheDiskFails() throws IOException
    {
        final DiskGate gate = new DiskGate();
        final AtomicInteger exitCode = new AtomicInteger();
        try (JournalDirectory journal = JournalDirectory.open(directory); JournalWriter writer = journal.writer())
        {
            append(writer, 1);
            // The file is still mapped, so it can be written to; it can no longer be opened, so it cannot be synced.
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.cq4"))
            {
                for (final Path file : files)
                {
                    Files.delete(file);
                }
            }
            gate.start(writer, new ReplyRing[0], (code, reason, cause) -> exitCode.set(code));
            TestNode.await(() -> exitCode.get() != 0);
            assertEquals(FailStop.SYNC_FAILED, exitCode.get());
            assertEquals(0, gate.sendablePosition());
            assertFalse(gate.close(Long.MAX_VALUE));
        }
    }

    private static void append(final JournalWriter writer, final long position)
    {
        final UnsafeBuffer command = new UnsafeBuffer(TestFrames.negotiate(1, 1));
        final UnsafeBuffer event = new UnsafeBuffer(new byte[64]);
        Frame.writeHeader(event, 0, 64);
        writer.append(
            new JournalRecord().header(position, 1, 1).command(command, 0, command.capacity()).events(event, 0, 64));
    }
}
