package io.signalbox.client;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Checks of what callers give, so that every frame that the client builds is well formed. Whether a value makes sense
 * is for the engine to decide; only what the wire cannot carry is refused here.
 */
final class Checks
{
    /** Longest code that the wire carries, characters. */
    static final int CODE_LENGTH = 16;

    /** Most entries of a repeating group that the wire carries. */
    static final int MAX_GROUP = 254;

    private Checks()
    {
    }

    static void range(final String field, final long value, final long min, final long max)
    {
        if (value < min || value > max)
        {
            throw new IllegalArgumentException(field + " " + value + " is not " + min + " to " + max);
        }
    }

    static void uint8(final String field, final long value)
    {
        range(field, value, 0, 254);
    }

    static void text(final String field, final String value, final int minBytes, final int maxBytes)
    {
        if (value == null)
        {
            throw new IllegalArgumentException(field + " is null");
        }
        final int length = value.getBytes(StandardCharsets.UTF_8).length;
        if (length < minBytes || length > maxBytes)
        {
            throw new IllegalArgumentException(
                field + " has " + length + " bytes of UTF-8, not " + minBytes + " to " + maxBytes);
        }
    }

    static void ascii(final String field, final String value, final int maxLength)
    {
        if (value == null)
        {
            throw new IllegalArgumentException(field + " is null");
        }
        if (value.length() > maxLength)
        {
            throw new IllegalArgumentException(
                field + " '" + value + "' has " + value.length() + " characters, more than " + maxLength);
        }
        for (int i = 0; i < value.length(); i++)
        {
            if (value.charAt(i) > 0x7F)
            {
                throw new IllegalArgumentException(field + " '" + value + "' is not ASCII at index " + i);
            }
        }
    }

    static <T> List<T> group(final String field, final List<T> entries)
    {
        if (entries == null)
        {
            throw new IllegalArgumentException(field + " is null");
        }
        range("count of " + field, entries.size(), 0, MAX_GROUP);
        return List.copyOf(entries);
    }

    static <T> T present(final String field, final T value)
    {
        if (value == null)
        {
            throw new IllegalArgumentException(field + " is null");
        }
        return value;
    }
}
