package io.signalbox.journal;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * The record that a reader has in hand, and where the chain stands: the same wherever the records come from. Owned by
 * the thread that polls the reader.
 */
final class RecordCursor
{
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordLayout.MAX_LENGTH);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final JournalRecord record = new JournalRecord();
    private RecordChecker checker;

    RecordCursor(final RecordChecker checker)
    {
        this.checker = checker;
    }

    RecordChecker checker()
    {
        return checker;
    }

    /**
     * Go on with another chain.
     */
    void begin(final RecordChecker another)
    {
        checker = another;
    }

    /**
     * Copy the next record and check it.
     *
     * @param length of the document, at most {@link RecordLayout#MAX_LENGTH}
     * @return null if it is sound; else what is wrong with it
     */
    String take(final DirectBuffer source, final int offset, final int length)
    {
        source.getBytes(offset, buffer, 0, length);
        return checker.check(buffer, bytes, length);
    }

    void handTo(final RecordHandler handler)
    {
        final int commandLength = checker.commandLength();
        record.header(checker.position(), checker.timestampMs(), checker.decisionVersion())
            .command(buffer, RecordLayout.HEADER_LENGTH, commandLength)
            .events(buffer, RecordLayout.HEADER_LENGTH + commandLength, checker.eventsLength());
        handler.onRecord(record);
    }

    /**
     * The bytes of the last sound record, with what rounds it up.
     */
    DirectBuffer buffer()
    {
        return buffer;
    }

    int documentLength()
    {
        return RecordLayout.align(RecordLayout.HEADER_LENGTH + checker.commandLength() + checker.eventsLength());
    }
}
