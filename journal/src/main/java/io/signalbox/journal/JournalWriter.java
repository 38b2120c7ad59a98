package io.signalbox.journal;

import io.signalbox.protocol.journal.MessageHeaderEncoder;
import io.signalbox.protocol.journal.RecordHeaderEncoder;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import static io.signalbox.journal.RecordLayout.HEADER_LENGTH;

/**
 * Appends records. A record that was appended survives the death of the process; that of the machine only after
 * {@link JournalSync} has made it durable. Allocates nothing in steady state.
 *
 * <p>Owned by the business thread; {@link #appendedPosition()} may be asked by any thread.
 */
public final class JournalWriter implements AutoCloseable
{
    private static final int MAX_DECISION_VERSION = 0xFFFF;
    private static final long CRC32C_MASK = 0xFFFF_FFFFL;

    private final Path directory;
    private final RecordClock clock;
    private final ExcerptAppender appender;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordLayout.MAX_LENGTH).order(ByteOrder.nativeOrder());
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final BytesStore<?, ByteBuffer> source = BytesStore.wrap(bytes);
    private final RecordHeaderEncoder header = new RecordHeaderEncoder();
    private final CRC32C crc = new CRC32C();
    private final DocumentCopy copy;
    private final CycleFile firstFile;
    private CycleFile lastFile;
    private int cycle = Integer.MIN_VALUE;
    private long timestampMs;
    private int crc32c;
    private boolean failed;
    private volatile long appendedPosition;

    JournalWriter(
        final Path directory,
        final SingleChronicleQueue queue,
        final RecordClock clock,
        final RecordChecker end,
        final DocumentCopy copy)
    {
        this.directory = directory;
        this.clock = clock;
        this.copy = copy;
        appendedPosition = end.position();
        timestampMs = end.position() == 0 ? 0 : end.timestampMs();
        crc32c = end.crc32c();
        clock.advanceTo(timestampMs);
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        new MessageHeaderEncoder().wrap(buffer, 0)
            .blockLength(RecordHeaderEncoder.BLOCK_LENGTH)
            .templateId(RecordHeaderEncoder.TEMPLATE_ID)
            .schemaId(RecordHeaderEncoder.SCHEMA_ID)
            .version(RecordHeaderEncoder.SCHEMA_VERSION);
        header.wrap(buffer, RecordLayout.BLOCK_OFFSET);
        firstFile = new CycleFile(directory.resolve(QueueFactory.METADATA_FILE));
        lastFile = firstFile;
        DirectoryCheck.journalFiles(directory).forEach(this::noteFile);
    }

    /**
     * Append one record: one command with its time and all its events. It is visible to readers as a whole or not at
     * all.
     *
     * @param record its position is {@link #appendedPosition()} + 1, its time not less than that of the one before; it
     *               is not changed, and free for the next one after the call
     * @throws IllegalArgumentException if the record is not a sound one: a broken invariant, and nothing was written
     * @throws JournalException         of kind {@code APPEND_FAILED}: nothing is visible, and nothing can follow
     */
    public void append(final JournalRecord record)
    {
        checkPlace(record);
        FrameCheck.check(record);
        final int commandLength = record.commandLength();
        buffer.putBytes(HEADER_LENGTH, record.command(), record.commandOffset(), commandLength);
        buffer.putBytes(
            HEADER_LENGTH + commandLength, record.events(), record.eventsOffset(), record.eventsLength());
        final int documentLength = encodeHeader(record);

        clock.advanceTo(record.timestampMs());
        writeDocument(record.position(), documentLength);
        crc32c = (int)crc.getValue();
        timestampMs = record.timestampMs();
        appendedPosition = record.position();
    }

    /**
     * Position of the last record that was appended, by this writer or before it. May be asked by any thread.
     *
     * @return 0 if the journal is empty
     */
    public long appendedPosition()
    {
        return appendedPosition;
    }

    /**
     * Time of the last record. Owned by the business thread.
     *
     * @return ms since 1970-01-01 UTC; 0 if the journal is empty
     */
    public long timestampMs()
    {
        return timestampMs;
    }

    /**
     * Close the writer. A host that needs the records durable closes its {@link JournalSync} first.
     */
    @Override
    public void close()
    {
        appender.close();
    }

    boolean isClosed()
    {
        return appender.isClosed();
    }

    Path directory()
    {
        return directory;
    }

    /**
     * First of the files that hold the journal, the metadata file; each knows the next one. Those that were there
     * before count, too: it is not known whether what an earlier process has appended is durable.
     */
    CycleFile firstFile()
    {
        return firstFile;
    }

    private int encodeHeader(final JournalRecord record)
    {
        header.magic(RecordLayout.MAGIC)
            .previousCrc32c(crc32c & CRC32C_MASK)
            .decisionVersion(record.decisionVersion())
            .reserved(0)
            .position(record.position())
            .timestampMs(record.timestampMs())
            .commandLength(record.commandLength())
            .eventsLength(record.eventsLength());
        final int length = HEADER_LENGTH + record.commandLength() + record.eventsLength();
        final int documentLength = RecordLayout.align(length);
        for (int i = length; i < documentLength; i++)
        {
            buffer.putByte(i, (byte)0);
        }
        header.crc32c(RecordLayout.crc32c(crc, bytes, length) & CRC32C_MASK);
        return documentLength;
    }

    private void writeDocument(final long position, final int documentLength)
    {
        DocumentContext context = null;
        boolean written = false;
        try
        {
            context = appender.writingDocument();
            copy.copy(source, context.wire().bytes(), documentLength);
            noteRoll();
            written = true;
        }
        catch (final RuntimeException | Error ex)
        {
            throw failed(position, ex);
        }
        finally
        {
            if (context != null)
            {
                closeDocument(position, context, written);
            }
        }
    }

    private void closeDocument(final long position, final DocumentContext context, final boolean written)
    {
        try
        {
            if (!written)
            {
                context.rollbackOnClose();
            }
            context.close();
        }
        catch (final RuntimeException | Error ex)
        {
            throw failed(position, ex);
        }
    }

    private JournalException failed(final long position, final Throwable cause)
    {
        failed = true;
        return new JournalException(
            JournalException.Kind.APPEND_FAILED,
            "record at position " + position + " could not be appended to " + directory + ": " + cause,
            cause);
    }

    /**
     * Tell the sync thread of a new file before anything in it counts as appended.
     */
    private void noteRoll()
    {
        if (appender.cycle() != cycle)
        {
            cycle = appender.cycle();
            noteFile(appender.currentFile().toPath());
        }
    }

    private void noteFile(final Path path)
    {
        final CycleFile file = new CycleFile(path);
        lastFile.next(file);
        lastFile = file;
    }

    private void checkPlace(final JournalRecord record)
    {
        if (failed)
        {
            throw new IllegalStateException("an append to " + directory + " has failed, nothing can follow it");
        }
        if (record.position() != appendedPosition + 1)
        {
            throw new IllegalArgumentException("position " + record.position() + " is not " + (appendedPosition + 1));
        }
        if (record.timestampMs() < timestampMs)
        {
            throw new IllegalArgumentException(
                "timestampMs " + record.timestampMs() + " is less than " + timestampMs + " of the record before");
        }
        final int decisionVersion = record.decisionVersion();
        if (decisionVersion < 0 || decisionVersion > MAX_DECISION_VERSION)
        {
            throw new IllegalArgumentException(
                "decisionVersion " + decisionVersion + " is not 0 to " + MAX_DECISION_VERSION);
        }
    }
}
