package io.signalbox.gateway.host;

/**
 * Checks of settings. What is refused is named, with its value and its range.
 */
public final class SettingChecks
{
    private SettingChecks()
    {
    }

    /**
     * Check a number.
     *
     * @param name  of the setting
     * @param value of the setting
     * @param min   least value
     * @param max   greatest value
     * @throws IllegalArgumentException if the value is out of range
     */
    public static void range(final String name, final int value, final int min, final int max)
    {
        if (value < min || value > max)
        {
            throw new IllegalArgumentException(name + " " + value + " is not " + min + " to " + max);
        }
    }

    /**
     * Check a power of two.
     *
     * @param name  of the setting
     * @param value of the setting
     * @param min   least value
     * @param max   greatest value
     * @throws IllegalArgumentException if the value is out of range or no power of two
     */
    public static void powerOfTwo(final String name, final int value, final int min, final int max)
    {
        range(name, value, min, max);
        if (Integer.bitCount(value) != 1)
        {
            throw new IllegalArgumentException(name + " " + value + " is not a power of two");
        }
    }
}
