package io.signalbox.replay.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frames;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes a journal as JSON Lines: one record a line, with its position, time, decision version, command and events in
 * full. docs/journal-export.md describes it. Owned by one thread.
 */
public final class JournalExport
{
    private static final int BATCH = 1024;
    private static final DateTimeFormatter UTC =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private final MessageJson messages = new MessageJson();
    private final Frames frames = new Frames();

    /**
     * An export, which can be used for many journals.
     *
     * @throws IllegalStateException if the wire schema cannot be read from the protocol's jar
     */
    public JournalExport()
    {
    }

    /**
     * Write every record that the reader has not yet read. The stream is flushed and left open.
     *
     * @param reader of the journal
     * @param out    gets UTF-8 text, a line feed behind each record
     * @return how many records were written
     * @throws io.signalbox.journal.JournalDamagedException at the first record that fails a check of the journal; the
     *                                                      records before it have been written
     * @throws IOException                                  if the stream cannot be written
     */
    public long export(final JournalReader reader, final OutputStream out) throws IOException
    {
        final JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        long records = 0;
        try (JsonGenerator json = factory.createGenerator(out))
        {
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            int read = poll(reader, json);
            while (read > 0)
            {
                records += read;
                read = poll(reader, json);
            }
        }
        return records;
    }

    private int poll(final JournalReader reader, final JsonGenerator json) throws IOException
    {
        try
        {
            return reader.poll(
                (record) ->
                {
                    try
                    {
                        write(json, record);
                    }
                    catch (final IOException ex)
                    {
                        throw new UncheckedIOException(ex);
                    }
                },
                BATCH);
        }
        catch (final UncheckedIOException ex)
        {
            throw ex.getCause();
        }
    }

    private void write(final JsonGenerator json, final JournalRecord record) throws IOException
    {
        json.writeStartObject();
        json.writeNumberField("position", record.position());
        json.writeNumberField("timestampMs", record.timestampMs());
        json.writeStringField("time", UTC.format(Instant.ofEpochMilli(record.timestampMs())));
        json.writeNumberField("decisionVersion", record.decisionVersion());
        json.writeFieldName("command");
        messages.write(json, record.command(), record.commandOffset(), record.commandLength());
        json.writeArrayFieldStart("events");
        frames.wrap(record.events(), record.eventsOffset(), record.eventsLength());
        while (frames.next())
        {
            messages.write(json, record.events(), frames.offset(), frames.length());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
