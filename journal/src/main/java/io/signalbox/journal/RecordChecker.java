package io.signalbox.journal;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.journal.MessageHeaderDecoder;
import io.signalbox.protocol.journal.RecordHeaderDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import static io.signalbox.journal.RecordLayout.ALIGNMENT;
import static io.signalbox.journal.RecordLayout.BLOCK_OFFSET;
import static io.signalbox.journal.RecordLayout.HEADER_LENGTH;
import static io.signalbox.journal.RecordLayout.MAGIC;
import static io.signalbox.protocol.Frames.MAX_EVENTS_LENGTH;

/**
 * Checks records one after the other, and is the only place that remembers where the chain stands.
 */
final class RecordChecker
{
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final RecordHeaderDecoder header = new RecordHeaderDecoder();
    private final CRC32C crc = new CRC32C();
    private boolean chained;
    private long position;
    private long timestampMs = Long.MIN_VALUE;
    private int crc32c;

    /**
     * @param chained false to begin anywhere: the first record is then checked in itself only
     */
    RecordChecker(final boolean chained)
    {
        this.chained = chained;
    }

    /**
     * A chain whose last record is known.
     */
    static RecordChecker behind(final long position, final int crc32c, final long timestampMs)
    {
        final RecordChecker checker = new RecordChecker(true);
        checker.position = position;
        checker.crc32c = crc32c;
        checker.timestampMs = timestampMs;
        return checker;
    }

    /**
     * Check the next record.
     *
     * @return null if it is sound: it is then the last one; else what is wrong with it
     */
    String check(final DirectBuffer record, final ByteBuffer bytes, final int documentLength)
    {
        if (documentLength < HEADER_LENGTH)
        {
            return "document of " + documentLength + " bytes is shorter than a record header";
        }
        messageHeader.wrap(record, 0);
        header.wrap(record, BLOCK_OFFSET, RecordHeaderDecoder.BLOCK_LENGTH, RecordHeaderDecoder.SCHEMA_VERSION);
        String wrong = wrongIdentity();
        if (wrong == null)
        {
            wrong = wrongLength(record, documentLength);
        }
        if (wrong == null)
        {
            wrong = wrongSum(bytes);
        }
        if (wrong == null && chained)
        {
            wrong = wrongPlace();
        }
        if (wrong == null)
        {
            chained = true;
            position = header.position();
            timestampMs = header.timestampMs();
            crc32c = (int)header.crc32c();
        }
        return wrong;
    }

    private String wrongIdentity()
    {
        if (messageHeader.schemaId() != RecordHeaderDecoder.SCHEMA_ID ||
            messageHeader.templateId() != RecordHeaderDecoder.TEMPLATE_ID ||
            messageHeader.version() != RecordHeaderDecoder.SCHEMA_VERSION ||
            messageHeader.blockLength() != RecordHeaderDecoder.BLOCK_LENGTH)
        {
            return "schema " + messageHeader.schemaId() + " template " + messageHeader.templateId() + " version " +
                messageHeader.version() + " block length " + messageHeader.blockLength() + " is not a record header";
        }
        if (header.magic() != MAGIC)
        {
            return "magic 0x" + Long.toHexString(header.magic()) + " is not 0x" + Long.toHexString(MAGIC);
        }
        return null;
    }

    private String wrongLength(final DirectBuffer record, final int documentLength)
    {
        final long commandLength = header.commandLength();
        final long eventsLength = header.eventsLength();
        if (commandLength < Frame.MIN_LENGTH || commandLength > Frame.MAX_LENGTH)
        {
            return "command length " + commandLength + " is not " + Frame.MIN_LENGTH + " to " + Frame.MAX_LENGTH;
        }
        if (eventsLength < Frame.MIN_LENGTH || eventsLength > MAX_EVENTS_LENGTH)
        {
            return "events length " + eventsLength + " is not " + Frame.MIN_LENGTH + " to " + MAX_EVENTS_LENGTH;
        }
        final int length = length();
        if (documentLength != RecordLayout.align(length))
        {
            return "document of " + documentLength + " bytes does not fit a record of " + length + " bytes";
        }
        for (int i = length; i < documentLength && i < length + ALIGNMENT; i++)
        {
            if (record.getByte(i) != 0)
            {
                return "byte " + record.getByte(i) + " behind the record is not 0";
            }
        }
        return null;
    }

    private String wrongSum(final ByteBuffer bytes)
    {
        final int computed = RecordLayout.crc32c(crc, bytes, length());
        if (computed != (int)header.crc32c())
        {
            return "crc32c 0x" + Long.toHexString(header.crc32c()) + " is not 0x" + Integer.toHexString(computed);
        }
        if (header.reserved() != 0)
        {
            return "reserved " + header.reserved() + " is not 0";
        }
        return null;
    }

    private String wrongPlace()
    {
        if (header.position() != position + 1)
        {
            return "position " + header.position() + " is not " + (position + 1) + (position > 0 ? "" :
                ": positions 1 to " + (header.position() - 1) + " are missing, and there is no archive of them");
        }
        if ((int)header.previousCrc32c() != crc32c)
        {
            return "previousCrc32c 0x" + Long.toHexString(header.previousCrc32c()) + " is not 0x" +
                Integer.toHexString(crc32c);
        }
        if (header.timestampMs() < timestampMs)
        {
            return "timestampMs " + header.timestampMs() + " is less than " + timestampMs + " of the record before";
        }
        return null;
    }

    private int length()
    {
        return HEADER_LENGTH + commandLength() + eventsLength();
    }

    int commandLength()
    {
        return (int)header.commandLength();
    }

    int eventsLength()
    {
        return (int)header.eventsLength();
    }

    int decisionVersion()
    {
        return header.decisionVersion();
    }

    /**
     * Position of the last sound record; 0 before the first.
     */
    long position()
    {
        return position;
    }

    long timestampMs()
    {
        return timestampMs;
    }

    int crc32c()
    {
        return crc32c;
    }

    /**
     * Sum that the last sound record says the one before it has.
     */
    int previousCrc32c()
    {
        return (int)header.previousCrc32c();
    }

    /**
     * Position that the next record should have; 0 if any will do.
     */
    long nextPosition()
    {
        return chained ? position + 1 : 0;
    }
}
