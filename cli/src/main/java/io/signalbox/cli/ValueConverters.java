package io.signalbox.cli;

import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.Durability;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the values of options; one that cannot be read is refused in words of users, not of the language. */
final class ValueConverters
{
    private ValueConverters()
    {
    }

    static void register(final CommandLine commandLine)
    {
        commandLine.registerConverter(int.class, ValueConverters::wholeInt);
        commandLine.registerConverter(Integer.class, ValueConverters::wholeInt);
        commandLine.registerConverter(long.class, ValueConverters::wholeLong);
        commandLine.registerConverter(Long.class, ValueConverters::wholeLong);
        commandLine.registerConverter(char.class, ValueConverters::character);
        commandLine.registerConverter(Path.class, ValueConverters::path);
        commandLine.registerConverter(LocalDate.class, ValueConverters::date);
        commandLine.registerConverter(ZoneId.class, ValueConverters::zone);
        commandLine.registerConverter(
            Durability.class, text -> oneOf(text, List.of(Durability.DISK, Durability.PROCESS)));
        commandLine.registerConverter(
            Channel.class,
            text -> oneOf(text, List.of(Channel.ONLINE, Channel.STATION, Channel.AGENT, Channel.PHONE)));
    }

    private static int wholeInt(final String text)
    {
        try
        {
            return Integer.parseInt(text);
        }
        catch (final NumberFormatException ex)
        {
            throw notWhole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    }

    private static long wholeLong(final String text)
    {
        try
        {
            return Long.parseLong(text);
        }
        catch (final NumberFormatException ex)
        {
            throw notWhole(text, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private static TypeConversionException notWhole(final String text, final long least, final long greatest)
    {
        return new TypeConversionException(
            "'" + text + "' is not a whole number from " + least + " to " + greatest);
    }

    private static char character(final String text)
    {
        if (text.length() != 1)
        {
            throw new TypeConversionException("'" + text + "' is not one character");
        }
        return text.charAt(0);
    }

    /** An empty one would be the working directory, which nobody means who let a variable of a script be unset. */
    private static Path path(final String text)
    {
        if (text.isEmpty())
        {
            throw new TypeConversionException("the path is empty");
        }
        try
        {
            return Path.of(text);
        }
        catch (final InvalidPathException ex)
        {
            throw new TypeConversionException("'" + text + "' is not a path: " + ex.getReason());
        }
    }

    private static LocalDate date(final String text)
    {
        try
        {
            return LocalDate.parse(text);
        }
        catch (final DateTimeException ex)
        {
            throw new TypeConversionException("'" + text + "' is not a date, as 2030-01-07");
        }
    }

    private static ZoneId zone(final String text)
    {
        try
        {
            return ZoneId.of(text);
        }
        catch (final DateTimeException ex)
        {
            throw new TypeConversionException("'" + text + "' is not a time zone, as Asia/Shanghai");
        }
    }

    /** The generated enumerations have values of the codec's own, too, which nobody can ask for. */
    private static <E extends Enum<E>> E oneOf(final String text, final List<E> values)
    {
        return values.stream()
            .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> new TypeConversionException("'" + text + "' is not " +
                values.stream().map(Enum::name).collect(Collectors.joining(", "))));
    }
}
