package io.signalbox.cli.timetable;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A node of a layout file with its path, so that every error can say where it is.
 */
final class LayoutNode
{
    private final String file;
    private final String path;
    private final JsonNode node;

    LayoutNode(final String file, final String path, final JsonNode node)
    {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    boolean has(final String key)
    {
        return node.hasNonNull(key);
    }

    LayoutNode child(final String key) throws TimetableException
    {
        final JsonNode child = node.get(key);
        final String childPath = path.isEmpty() ? key : path + "." + key;
        if (child == null || child.isNull())
        {
            throw new TimetableException(file + ": " + childPath + ": is missing");
        }
        return new LayoutNode(file, childPath, child);
    }

    /**
     * Checks that this is a mapping of known keys.
     *
     * @param keys that it may have.
     * @throws TimetableException if it is not.
     */
    void expectKeys(final Set<String> keys) throws TimetableException
    {
        if (!node.isObject())
        {
            throw error("is not a mapping of " + String.join(", ", new TreeSet<>(keys)));
        }
        for (final Iterator<String> names = node.fieldNames(); names.hasNext();)
        {
            final String name = names.next();
            if (!keys.contains(name))
            {
                throw error("has an unknown key '" + name + "'; known are " +
                    String.join(", ", new TreeSet<>(keys)));
            }
        }
    }

    List<LayoutNode> items(final int least, final int most) throws TimetableException
    {
        if (!node.isArray() || node.size() < least || node.size() > most)
        {
            throw error((node.isArray() ? "has " + node.size() + " items" : "is not a list") +
                ", not " + least + " to " + most);
        }
        final List<LayoutNode> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++)
        {
            items.add(new LayoutNode(file, path + "[" + i + "]", node.get(i)));
        }
        return items;
    }

    String text() throws TimetableException
    {
        if (!node.isValueNode() || node.asText().isBlank())
        {
            throw error("is not a text");
        }
        return node.asText().strip();
    }

    String code() throws TimetableException
    {
        final String text = text();
        if (!EngineLimits.isCode(text))
        {
            throw error("'" + text + "' is not 1 to 16 printable ASCII characters without blanks");
        }
        return text;
    }

    char character() throws TimetableException
    {
        final String text = text();
        if (text.length() != 1 || !EngineLimits.isCode(text))
        {
            throw error("'" + text + "' is not one printable ASCII character");
        }
        return text.charAt(0);
    }

    long number(final long least, final long most) throws TimetableException
    {
        try
        {
            final long value = Long.parseLong(text());
            if (value >= least && value <= most)
            {
                return value;
            }
        }
        catch (final NumberFormatException ignored)
        {
            // Falls through to the one message for everything that is not such a number.
        }
        throw error(text() + " is not a whole number from " + least + " to " + most);
    }

    TimetableException error(final String reason)
    {
        return new TimetableException(file + ": " + (path.isEmpty() ? "" : path + ": ") + reason);
    }
}
