package io.signalbox.replay;

import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A small world in which much was bought, paid, cancelled and has expired; and its journal on disk, or one made of it.
 */
public final class SoldWorld
{
    /** The engine, which has decided all of it. */
    public final TestNode node;

    /** What it has decided, record by record. */
    public final List<TestNode.Entry> entries;

    private final Path path;

    /**
     * Sell.
     *
     * @param path of a directory for the journals
     */
    public SoldWorld(final Path path)
    {
        this.path = path;
        final SmallWorld world = new SmallWorld(7, 60);
        node = world.node;
        entries = node.entries;
        for (int i = 0; i < 600; i++)
        {
            world.step();
        }
    }

    /**
     * Index of a record.
     *
     * @param templateId of its first event
     * @param skip       how many such records come before it
     * @return index in {@link #entries}
     */
    public int indexOf(final int templateId, final int skip)
    {
        int left = skip;
        for (int i = 0; i < entries.size(); i++)
        {
            if (TestNode.templateId(entries.get(i).events()) == templateId && left-- == 0)
            {
                return i;
            }
        }
        throw new AssertionError("no record number " + skip + " with an event " + templateId);
    }

    /**
     * Write records as a journal and read it.
     *
     * @param journal records, from position 1
     * @param pass    what is done with its reader
     * @param <T>     type of the result
     * @return result of the pass
     */
    public <T> T read(final List<TestNode.Entry> journal, final Function<JournalReader, T> pass)
    {
        final Path directoryPath = path.resolve("journal-" + System.nanoTime());
        TestNode.writeJournal(directoryPath, journal);
        return read(directoryPath, pass);
    }

    /**
     * Read a journal.
     *
     * @param directoryPath of the journal
     * @param pass          what is done with its reader
     * @param <T>           type of the result
     * @return result of the pass
     */
    public static <T> T read(final Path directoryPath, final Function<JournalReader, T> pass)
    {
        try (
            JournalDirectory directory =
                JournalDirectory.openForReading(directoryPath, JournalDirectory.MIN_BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            return pass.apply(reader);
        }
    }
}
