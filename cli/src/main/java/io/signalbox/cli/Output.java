package io.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** What a command prints: lines for people, or with {@code --json} one JSON object a line for machines. */
final class Output
{
    /** ASCII only: valid whatever the terminal's character set is. */
    private static final ObjectMapper MAPPER =
        JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    /** Behind what a command is about, and whom it asks. */
    private static final int HELP_ORDER = 20;
    private static final int MINOR_UNITS = 100;

    @Option(names = "--json", order = HELP_ORDER, description = "Print JSON, one object a line, for machines.")
    private boolean json;

    @Option(names = "--zone", order = HELP_ORDER, paramLabel = "ZONE",
        description = "Time zone of printed times. Default: ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneId.systemDefault();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean isJson()
    {
        return json;
    }

    /** A line for people; nothing with {@code --json}. */
    void line(final String format, final Object... values)
    {
        if (!json)
        {
            writer().println(String.format(Locale.ROOT, format, values));
            writer().flush();
        }
    }

    /** An object for machines; nothing without {@code --json}. */
    void object(final Map<String, ?> fields)
    {
        if (json)
        {
            try
            {
                writer().println(MAPPER.writeValueAsString(fields));
                writer().flush();
            }
            catch (final JsonProcessingException ex)
            {
                throw new IllegalStateException("only maps of plain values are printed", ex);
            }
        }
    }

    /** An instant as people read it, in the zone of the options. */
    String time(final long timestampMs)
    {
        return TIME.format(Instant.ofEpochMilli(timestampMs).atZone(zone));
    }

    static String money(final long minorUnits)
    {
        return String.format(Locale.ROOT, "%,d.%02d", minorUnits / MINOR_UNITS, Math.abs(minorUnits % MINOR_UNITS));
    }

    private PrintWriter writer()
    {
        return command.commandLine().getOut();
    }
}
