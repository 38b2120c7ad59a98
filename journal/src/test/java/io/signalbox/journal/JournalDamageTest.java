package io.signalbox.journal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.START_MS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalDamageTest
{
    private static final int RECORDS = 40;
    private static final int HEADER_WORD = 4;
    private static final int FLIPS = 200;
    private static final int HEAD_LENGTH = 220;
    private static final long SEED = 20_261_122L;

    @TempDir
    Path root;

    private Path path;
    private Path file;
    private Path sound;
    private final List<Long> offsets = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();

    @BeforeEach
    void writeJournal() throws IOException
    {
        path = root.resolve("journal");
        final Random random = new Random(SEED);
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            for (int i = 0; i < RECORDS; i++)
            {
                // Equal lengths, so that one record can take another's place.
                TestRecords.append(
                    writer, START_MS + i, TestRecords.frame(50, random), TestRecords.frames(random, 60, 41));
                lengths.add(RecordLayout.align(RecordLayout.HEADER_LENGTH + 151));
            }
        }
        file = DirectoryCheck.journalFiles(path).get(0);
        sound = root.resolve("sound");
        Files.copy(file, sound);
        findRecords();
    }

    private void findRecords() throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + RecordLayout.HEADER_LENGTH < bytes.limit(); i += HEADER_WORD)
        {
            if (bytes.getInt(i + RecordLayout.BLOCK_OFFSET) == (int)RecordLayout.MAGIC)
            {
                offsets.add((long)i);
            }
        }
        assertEquals(RECORDS, offsets.size());
    }

    @Test
    void shouldFindEveryFlippedBitOfARecordWithItsPosition() throws IOException
    {
        final Random random = new Random(SEED);
        for (int i = 0; i < FLIPS; i++)
        {
            restore();
            final int record = random.nextInt(RECORDS);
            final long at = offsets.get(record) + random.nextInt(lengths.get(record));
            flip(at, random.nextInt(Byte.SIZE));
            assertDamagedAt(record, "flip at " + at);
        }
    }

    @Test
    void shouldFindEveryFlippedBitOfAHeaderWord() throws IOException
    {
        for (int bit = 0; bit < Integer.SIZE; bit++)
        {
            for (final int record : new int[]{0, 17, RECORDS - 1})
            {
                restore();
                flip(offsets.get(record) - HEADER_WORD + bit / Byte.SIZE, bit % Byte.SIZE);
                final JournalDamagedException damage = assertThrows(
                    JournalDamagedException.class,
                    () -> TestRecords.readAll(path),
                    "bit " + bit + " of the header of record " + (record + 1));
                assertTrue(damage.position() <= record + 1, damage.getMessage());
            }
        }
    }

    @Test
    void shouldNeverThrowAnythingElseAtADamagedHeadOfTheFile() throws IOException
    {
        int damaged = 0;
        for (int at = 0; at < HEAD_LENGTH; at++)
        {
            restore();
            flip(at, at % Byte.SIZE);
            try
            {
                assertEquals(RECORDS, TestRecords.readAll(path).size(), "flip at " + at);
            }
            catch (final JournalDamagedException damage)
            {
                assertEquals(file, damage.file(), damage.getMessage());
                damaged++;
            }
        }
        assertTrue(damaged > HEAD_LENGTH / 4, "noticed: " + damaged);
        restore();
        flip(16, 4);
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE))
        {
            assertEquals(1, assertThrows(JournalDamagedException.class, directory::reader).position());
        }
    }

    @Test
    void shouldNotFollowALengthOutOfTheFile() throws IOException
    {
        final int indexHeader = 200;
        for (int bit = 0; bit < 30; bit++)
        {
            restore();
            flip(indexHeader + bit / Byte.SIZE, bit % Byte.SIZE);
            final String message = "bit " + bit;
            if (1L << bit > Files.size(file) || bit == 0)
            {
                final JournalDamagedException damage =
                    assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(path), message);
                assertTrue(damage.reason().startsWith("the head of the file"), message + ": " + damage.reason());
            }
        }
    }

    @Test
    void shouldFindARecordThatStandsTwice() throws IOException
    {
        copyRecord(10, 11);
        final JournalDamagedException damage = assertDamagedAt(11, "duplicate");
        assertEquals("position 11 is not 12", damage.reason());
    }

    @Test
    void shouldFindSwappedRecords() throws IOException
    {
        copyRecord(20, 21);
        copyRecord(21, 20);
        final JournalDamagedException damage = assertDamagedAt(20, "swap");
        assertEquals("position 22 is not 21", damage.reason());
    }

    @Test
    void shouldFindARecordOfAnotherHistory() throws IOException
    {
        // Sound in itself and at the right position, but not what followed the record before.
        final Path other = root.resolve("other");
        final Random random = new Random(SEED + 1);
        try (JournalDirectory directory = JournalDirectory.open(other, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            for (int i = 0; i < RECORDS; i++)
            {
                TestRecords.append(
                    writer, START_MS + i, TestRecords.frame(50, random), TestRecords.frames(random, 60, 41));
            }
        }
        Files.copy(DirectoryCheck.journalFiles(other).get(0), sound, StandardCopyOption.REPLACE_EXISTING);
        copyRecord(30, 30);
        final JournalDamagedException damage = assertDamagedAt(30, "other history");
        assertTrue(damage.reason().startsWith("previousCrc32c"), damage.reason());
    }

    @Test
    void shouldNotAppendBehindRecordsThatSeemToBeGone() throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, WRITE))
        {
            channel.write(ByteBuffer.allocate(HEADER_WORD), offsets.get(25) - HEADER_WORD);
        }
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE))
        {
            final JournalDamagedException damage = assertThrows(JournalDamagedException.class, directory::writer);
            assertEquals(26, damage.position());
        }
    }

    @Test
    void shouldStayDamaged() throws IOException
    {
        flip(offsets.get(5) + 60, 3);
        try (JournalDirectory directory = JournalDirectory.openForReading(path, BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            final JournalDamagedException first =
                assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(reader));
            final JournalDamagedException second =
                assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(reader));
            assertEquals(first.position(), second.position());
            assertEquals(5, reader.position());
        }
    }

    private JournalDamagedException assertDamagedAt(final int record, final String what)
    {
        final List<TestRecords.Read> read = new ArrayList<>();
        final JournalDamagedException damage = assertThrows(
            JournalDamagedException.class,
            () ->
            {
                try (JournalDirectory directory = JournalDirectory.openForReading(path, BLOCK_SIZE);
                    JournalReader reader = directory.reader())
                {
                    while (reader.poll((each) -> read.add(new TestRecords.Read(
                        each.position(), each.timestampMs(), each.decisionVersion(), null, null)), 7) > 0)
                    {
                        assertTrue(read.size() <= RECORDS);
                    }
                }
            },
            what);
        assertEquals(record + 1, damage.position(), what);
        assertEquals(record, read.size(), what);
        assertEquals(file.getFileName(), damage.file().getFileName());
        assertEquals(offsets.get(record), damage.fileOffset(), what);
        return damage;
    }

    private void flip(final long at, final int bit) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, READ, WRITE))
        {
            final ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte)(one.get(0) ^ 1 << bit));
            channel.write(one.rewind(), at);
        }
    }

    private void copyRecord(final int from, final int to) throws IOException
    {
        try (FileChannel source = FileChannel.open(sound, READ); FileChannel target = FileChannel.open(file, WRITE))
        {
            final ByteBuffer bytes = ByteBuffer.allocate(lengths.get(from));
            source.read(bytes, offsets.get(from));
            target.write(bytes.rewind(), offsets.get(to));
        }
    }

    private void restore() throws IOException
    {
        Files.copy(sound, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
