package io.signalbox.core.kernel;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * A code of up to 16 printable ASCII characters, padded with zeros, as two words.
 *
 * @param first  its first eight bytes
 * @param second its last eight bytes
 */
public record Code(long first, long second)
{
    /** Bytes of a code. */
    public static final int LENGTH = 16;

    private static final int PRINTABLE_MIN = 0x21;
    private static final int PRINTABLE_MAX = 0x7E;

    /**
     * Read a code.
     *
     * @param buffer that holds it
     * @param offset of its first byte
     * @return the code, whatever its bytes are
     */
    public static Code at(final DirectBuffer buffer, final int offset)
    {
        return new Code(
            buffer.getLong(offset, LITTLE_ENDIAN), buffer.getLong(offset + Long.BYTES, LITTLE_ENDIAN));
    }

    /**
     * Write the code.
     *
     * @param buffer to write to
     * @param offset of its first byte
     */
    public void putTo(final MutableDirectBuffer buffer, final int offset)
    {
        buffer.putLong(offset, first, LITTLE_ENDIAN);
        buffer.putLong(offset + Long.BYTES, second, LITTLE_ENDIAN);
    }

    /**
     * Whether the bytes are 1 to 16 printable characters, then zeros.
     *
     * @param buffer that holds them
     * @param offset of the first
     * @return true for a code
     */
    public static boolean isValid(final DirectBuffer buffer, final int offset)
    {
        int used = 0;
        while (used < LENGTH && isPrintable(buffer.getByte(offset + used)))
        {
            used++;
        }
        for (int i = used; i < LENGTH; i++)
        {
            if (buffer.getByte(offset + i) != 0)
            {
                return false;
            }
        }
        return used > 0;
    }

    /**
     * Whether a character may stand in a code.
     *
     * @param character to check
     * @return true for printable ASCII without the space
     */
    public static boolean isPrintable(final int character)
    {
        return character >= PRINTABLE_MIN && character <= PRINTABLE_MAX;
    }
}
