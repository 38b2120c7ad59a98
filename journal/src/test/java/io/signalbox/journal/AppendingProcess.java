package io.signalbox.journal;

import java.nio.file.Path;
import java.util.Random;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.START_MS;

/**
 * Holds a directory, or appends to it until it is killed and says what it has appended.
 */
final class AppendingProcess
{
    private static final int SAID_EVERY = 16;

    /** Between two records, so that the process often dies while a new file is begun. */
    private static final long HOUR_MS = 3_600_000;

    private AppendingProcess()
    {
    }

    /**
     * Run until killed.
     *
     * @param arguments directory; "hold" or "append"
     * @throws Exception if reading the standard input fails
     */
    public static void main(final String[] arguments) throws Exception
    {
        try (JournalDirectory directory = JournalDirectory.open(Path.of(arguments[0]), BLOCK_SIZE))
        {
            if (arguments[1].equals("hold"))
            {
                say("holding");
                System.in.read();
                return;
            }
            append(directory.writer());
        }
        catch (final JournalException ex)
        {
            say("refused " + ex.kind());
        }
    }

    private static void append(final JournalWriter writer)
    {
        final Random random = new Random(writer.appendedPosition());
        while (writer.appendedPosition() < Integer.MAX_VALUE)
        {
            TestRecords.append(
                writer,
                START_MS + writer.appendedPosition() * HOUR_MS,
                TestRecords.frame(12 + random.nextInt(400), random),
                TestRecords.frames(random, 12 + random.nextInt(4_000), 12 + random.nextInt(100)));
            if (writer.appendedPosition() % SAID_EVERY == 0)
            {
                say("appended " + writer.appendedPosition());
            }
        }
    }

    private static void say(final String line)
    {
        System.out.println(line);
        System.out.flush();
    }
}
