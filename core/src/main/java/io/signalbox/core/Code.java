package io.signalbox.core;

import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * A code of up to 16 printable ASCII characters, padded with zeros, as two words.
 *
 * @param first  its first eight bytes
 * @param second its last eight bytes
 */
record Code(long first, long second)
{
    static final int LENGTH = 16;

    static Code at(final DirectBuffer buffer, final int offset)
    {
        return new Code(buffer.getLong(offset, LITTLE_ENDIAN), buffer.getLong(offset + 8, LITTLE_ENDIAN));
    }

    /** Whether the bytes are 1 to length printable characters, then zeros. */
    static boolean isValid(final DirectBuffer buffer, final int offset, final int length)
    {
        int used = 0;
        while (used < length && isPrintable(buffer.getByte(offset + used)))
        {
            used++;
        }
        for (int i = used; i < length; i++)
        {
            if (buffer.getByte(offset + i) != 0)
            {
                return false;
            }
        }
        return used > 0;
    }

    static boolean isPrintable(final int character)
    {
        return character >= 0x21 && character <= 0x7E;
    }
}
