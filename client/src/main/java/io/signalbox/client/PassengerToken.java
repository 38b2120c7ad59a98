package io.signalbox.client;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A passenger, as 16 bytes that mean nothing to the server but equality.
 *
 * @param high first 8 bytes, the first one the most significant
 * @param low  last 8 bytes
 */
public record PassengerToken(long high, long low)
{
    /** Bytes of a token. */
    public static final int LENGTH = 16;

    /**
     * Token of a UUID's bytes.
     *
     * @param uuid for example a random one
     * @return the token
     */
    public static PassengerToken of(final UUID uuid)
    {
        return new PassengerToken(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /**
     * Token of 16 bytes.
     *
     * @param bytes exactly 16
     * @return the token
     * @throws IllegalArgumentException if there are not 16
     */
    public static PassengerToken of(final byte[] bytes)
    {
        Checks.range("length of token", bytes.length, LENGTH, LENGTH);
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new PassengerToken(buffer.getLong(), buffer.getLong());
    }

    /**
     * The token as 32 hexadecimal digits.
     *
     * @return lower case digits, first byte first
     */
    @Override
    public String toString()
    {
        return String.format("%016x%016x", high, low);
    }
}
