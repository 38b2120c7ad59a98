package io.signalbox.journal;

import io.signalbox.journal.TestRecords.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.DAY_MS;
import static io.signalbox.journal.TestRecords.START_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ArchiveCrashTest
{
    private static final int KILLS = Integer.getInteger("signalbox.archiveKills", 8);
    private static final long SEED = Long.getLong("signalbox.seed", System.nanoTime());
    private static final int DAYS = 12;
    private static final int RECORDS_A_DAY = 200;

    private static final int MAX_FILES_BEFORE_KILL = 4;

    /** About as long as one file takes, so that kills come at any step of it. */
    private static final long MAX_STEP_NS = TimeUnit.MILLISECONDS.toNanos(40);

    @TempDir
    Path path;

    @Test
    void shouldLoseNothingWhenKilledWhileArchiving() throws IOException
    {
        System.out.println("seed " + SEED);
        final Random random = new Random(SEED);
        ArchiveFixture.write(path, DAYS, RECORDS_A_DAY, SEED);
        List<Read> written = TestRecords.readAll(path);
        int between = 0;
        for (int i = 0; i < KILLS; i++)
        {
            final int atMost = Math.min(MAX_FILES_BEFORE_KILL, ArchiveFixture.journalFiles(path).size());
            try (ChildProcess child = ChildProcess.start(ArchivingProcess.class, path))
            {
                child.awaitLine("archiving");
                for (int files = random.nextInt(atMost); files > 0; files--)
                {
                    child.awaitLine("");
                }
                LockSupport.parkNanos((long)(random.nextDouble() * MAX_STEP_NS));
                child.kill();
            }
            final int left = ArchiveFixture.journalFiles(path).size();
            between += left > 1 ? 1 : 0;
            final List<Read> read = TestRecords.readAll(path);
            ArchiveFixture.assertSame(written, read);
            if (left == 1)
            {
                written = more(random, written);
            }
        }
        assertTrue(between > 0, "no kill came while files were archived");
        ArchiveFixture.archive(path, Long.MAX_VALUE);
        assertEquals(1, ArchiveFixture.journalFiles(path).size());
        ArchiveFixture.assertSame(written, TestRecords.readAll(path));
    }

    /** All was archived: as many new files again. */
    private List<Read> more(final Random random, final List<Read> before)
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            assertEquals(before.size(), writer.appendedPosition());
            final long firstDay = (writer.timestampMs() - START_MS) / DAY_MS + 1;
            for (int i = 0; i < DAYS * RECORDS_A_DAY; i++)
            {
                ArchiveFixture.append(writer, START_MS + (firstDay + i / RECORDS_A_DAY) * DAY_MS, random);
            }
        }
        final List<Read> after = TestRecords.readAll(path);
        ArchiveFixture.assertSame(before, after.subList(0, before.size()));
        return after;
    }
}
