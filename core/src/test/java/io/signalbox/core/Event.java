package io.signalbox.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event as plain values: numbers are Long, everything else is text. Two events are equal if their names and all
 * their fields are.
 *
 * @param name   of the message
 * @param fields by name, header fields first
 */
record Event(String name, Map<String, Object> fields)
{
    static Event of(final String name)
    {
        return new Event(name, new LinkedHashMap<>());
    }

    Event with(final String field, final long value)
    {
        fields.put(field, value);
        return this;
    }

    Event with(final String field, final Object value)
    {
        fields.put(field, value.toString());
        return this;
    }

    long number(final String field)
    {
        return (Long)fields.get(field);
    }

    String text(final String field)
    {
        return (String)fields.get(field);
    }

    static String seat(final int coach, final int row, final int letter, final int index, final String token)
    {
        return coach + "/" + row + (char)letter + "#" + index + (token == null ? "" : ":" + token);
    }

    @Override
    public String toString()
    {
        return name + fields;
    }
}
