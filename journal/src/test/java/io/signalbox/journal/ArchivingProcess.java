package io.signalbox.journal;

import java.nio.file.Path;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;

/**
 * Archives all that can be archived, and says so file by file, until it is killed.
 */
final class ArchivingProcess
{
    private ArchivingProcess()
    {
    }

    /**
     * Run until killed.
     *
     * @param arguments directory
     * @throws Exception if archiving or reading the standard input fails
     */
    public static void main(final String[] arguments) throws Exception
    {
        try (JournalDirectory directory = JournalDirectory.open(Path.of(arguments[0]), BLOCK_SIZE))
        {
            say("archiving");
            new JournalArchive(directory).archiveBefore(
                Long.MAX_VALUE, (file) -> say("archived up to " + file.lastPosition()));
            say("done");
            System.in.read();
        }
    }

    private static void say(final String line)
    {
        System.out.println(line);
        System.out.flush();
    }
}
