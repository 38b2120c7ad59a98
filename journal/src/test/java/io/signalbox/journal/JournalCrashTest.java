package io.signalbox.journal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.START_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalCrashTest
{
    private static final int KILLS = 5;
    private static final long SEED = 7;

    @TempDir
    Path path;

    @Test
    void shouldHoldWholeRecordsOnlyAfterKills() throws IOException
    {
        final Random random = new Random(SEED);
        long before = 0;
        for (int i = 0; i < KILLS; i++)
        {
            final long said;
            try (ChildProcess child = ChildProcess.start(AppendingProcess.class, path, "append"))
            {
                for (int lines = 0; lines <= random.nextInt(40); lines++)
                {
                    child.awaitLine("appended ");
                }
                said = Long.parseLong(child.kill().substring("appended ".length()));
            }
            final List<TestRecords.Read> read = TestRecords.readAll(path);
            assertTrue(read.size() >= said, read.size() + " records are there, " + said + " were said");
            assertTrue(read.size() > before);
            before = read.size();
        }
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            assertEquals(before, writer.appendedPosition());
            TestRecords.appendMany(writer, 10, START_MS * 2);
        }
        assertEquals(before + 10, TestRecords.readAll(path).size());
    }
}
