package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Data;
import io.signalbox.protocol.WireSchema.Field;
import io.signalbox.protocol.WireSchema.Group;
import io.signalbox.protocol.WireSchema.Message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that is on the wire, as lines of text: sections that begin at the margin, with indented lines. Released lines are
 * kept in {@code schema.lock}; a schema may add to them and change none.
 */
final class SchemaLock
{
    private static final String HEAD = """
        # Everything that was released of the wire schema. A released message never changes: SchemaLockTest refuses all
        # but additions. With -Dschema.lock.write=true it writes the additions of a new release down here.
        """;
    private static final Pattern VERSION = Pattern.compile("schema \\d+ version (\\d+)");
    private static final Pattern SINCE = Pattern.compile("field .* since (\\d+)( optional)?");

    private final Map<String, List<String>> sections = new LinkedHashMap<>();
    private int version;

    private SchemaLock()
    {
    }

    /** Of a schema as it is now. */
    static SchemaLock of(final WireSchema schema)
    {
        final SchemaLock lock = new SchemaLock();
        lock.version = schema.version();
        lock.sections.put("schema", List.of("schema " + schema.id() + " version " + schema.version(),
            "byte order " + schema.ir().byteOrder(),
            "message header " + schema.ir().headerStructure().tokens().stream()
                .filter(token -> token.encoding().primitiveType() != null && token.encodedLength() == 2)
                .map(token -> token.name() + " " + token.encoding().primitiveType().primitiveName()).toList()));
        new TreeMap<>(schema.enums()).forEach((name, values) -> lock.sections.put("enum " + name,
            values.entrySet().stream().map(value -> value.getValue() + " " + value.getKey()).toList()));
        schema.messages().forEach(message -> lock.sections.put("message " + message.templateId(), lines(message)));
        return lock;
    }

    /** Of a text that {@link #text()} has given. */
    static SchemaLock parsed(final String text)
    {
        final SchemaLock lock = new SchemaLock();
        List<String> lines = new ArrayList<>();
        for (final String line : text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList())
        {
            if (line.startsWith(" "))
            {
                lines.add(line.trim());
            }
            else
            {
                lines = new ArrayList<>();
                lock.sections.put(line, lines);
            }
        }
        final Matcher released = VERSION.matcher(lock.sections.get("schema").get(0));
        if (!released.matches())
        {
            throw new IllegalArgumentException("no version in " + lock.sections.get("schema"));
        }
        lock.version = Integer.parseInt(released.group(1));
        return lock;
    }

    /** Text that a file can hold. */
    String text()
    {
        final StringBuilder text = new StringBuilder(HEAD);
        sections.forEach((name, lines) ->
        {
            text.append('\n').append(name).append('\n');
            lines.forEach(line -> text.append("    ").append(line).append('\n'));
        });
        return text.toString();
    }

    /** What a newer schema has changed that it must not change, in words; empty if it has only added to this one. */
    List<String> violations(final SchemaLock newer)
    {
        final List<String> violations = new ArrayList<>();
        sections.forEach((name, released) ->
        {
            final List<String> now = newer.sections.get(name);
            if (now == null)
            {
                violations.add(name + " (" + released.get(0) + ") was removed");
            }
            else if ("schema".equals(name))
            {
                compareSchema(released, now, newer.version, violations);
            }
            else if (name.startsWith("enum"))
            {
                released.stream().filter(value -> !now.contains(value))
                    .forEach(value -> violations.add(name + ": value " + value + " was removed or changed"));
            }
            else
            {
                compareMessage(name, released, now, violations);
            }
        });
        return violations;
    }

    private void compareSchema(
        final List<String> released, final List<String> now, final int nowVersion, final List<String> violations)
    {
        if (nowVersion < version)
        {
            violations.add("schema: version " + nowVersion + " is less than the released " + version);
        }
        final String of = released.get(0).replaceFirst(" version.*", "");
        final String is = now.get(0).replaceFirst(" version.*", "");
        if (!of.equals(is) || !released.subList(1, released.size()).equals(now.subList(1, now.size())))
        {
            violations.add("schema: " + released + " was changed to " + now);
        }
    }

    /** Line by line: the only lines that may stand between the released ones are fields at the end of a block. */
    private void compareMessage(
        final String name, final List<String> released, final List<String> now, final List<String> violations)
    {
        final String where = name + " (" + released.get(0) + "): ";
        final boolean journaled = released.get(0).endsWith(" journaled");
        int at = 0;
        for (final String line : released)
        {
            final int first = at;
            while (at < now.size() && isNewField(now.get(at)) && !now.get(at).equals(line))
            {
                at++;
            }
            final List<String> added = now.subList(first, at);
            if (!added.isEmpty() && (journaled || line.startsWith("field")))
            {
                violations.add(where + added + " was added " +
                    (journaled ? "to what is journaled" : "before " + line));
            }
            added.stream().filter(field -> !field.endsWith(" optional"))
                .forEach(field -> violations.add(where + field + " was added and is not optional"));
            if (at == now.size() || !now.get(at).equals(line))
            {
                violations.add(where + line + (at == now.size() ? " was removed" : " was changed to " + now.get(at)));
                return;
            }
            at++;
        }
        if (at < now.size())
        {
            violations.add(where + now.subList(at, now.size()) + " was added behind the end");
        }
    }

    private boolean isNewField(final String line)
    {
        final Matcher since = SINCE.matcher(line);
        return since.matches() && Integer.parseInt(since.group(1)) > version;
    }

    /** Every block ends with a line of its own, so that what is added to it stands before a line. */
    private static List<String> lines(final Message message)
    {
        final List<String> lines = new ArrayList<>();
        lines.add(message.name() + " " + message.semanticType() + " since " + Math.max(1, message.introduced()) +
            (message.kind().isJournaled() ? " journaled" : ""));
        addFields(lines, "", message.fields());
        lines.add("end of block");
        for (final Group group : message.groups())
        {
            lines.add("group " + group.name() + " of " + group.header());
            addFields(lines, group.name() + "[].", group.fields());
            lines.add("end of entry");
        }
        for (final Data data : message.data())
        {
            lines.add("data " + data.name() + " of " + data.header() + ", " + data.type());
        }
        return lines;
    }

    private static void addFields(final List<String> lines, final String prefix, final List<Field> fields)
    {
        for (final Field field : fields)
        {
            lines.add("field " + prefix + field.name() + " " + field.type() + " at " + field.offset() +
                " since " + Math.max(1, field.since()) + (field.optional() ? " optional" : ""));
        }
    }
}
