package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Code;

import java.util.Arrays;

/** A station. */
final class Station
{
    private final Code code;
    private final byte[] name;
    private final long definedPosition;

    Station(final Code code, final byte[] name, final long definedPosition)
    {
        this.code = code;
        this.name = name;
        this.definedPosition = definedPosition;
    }

    Code code()
    {
        return code;
    }

    /** UTF-8. */
    byte[] name()
    {
        return name;
    }

    long definedPosition()
    {
        return definedPosition;
    }

    boolean hasContentOf(final Station other)
    {
        return code.equals(other.code) && Arrays.equals(name, other.name);
    }
}
