package io.signalbox.journal;

import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.threads.Pauser;
import net.openhft.chronicle.wire.WireType;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/**
 * The one place that knows how our Chronicle queues are set up.
 */
final class QueueFactory
{
    static final String METADATA_FILE = SingleChronicleQueue.QUEUE_METADATA_FILE;
    static final String FILE_SUFFIX = SingleChronicleQueue.SUFFIX;

    /** How long a reader waits for a file that is just being begun, before it says that there is nothing more now. */
    private static final long READER_PATIENCE_MS = 200;

    /** Of {@link RollCycles#FAST_DAILY}. */
    private static final DateTimeFormatter FILE_NAME =
        DateTimeFormatter.ofPattern(RollCycles.FAST_DAILY.format(), Locale.ROOT);

    static
    {
        // Chronicle reads these once, when its classes load. The first two: it must not call home nor print a banner.
        setUnlessSet("chronicle.analytics.disable", "true");
        setUnlessSet("chronicle.announcer.disable", "true");
        // Writer and readers are made by the thread that starts the server and handed over once.
        setUnlessSet("disable.single.threaded.check", "true");
    }

    private QueueFactory()
    {
    }

    private static void setUnlessSet(final String property, final String value)
    {
        if (System.getProperty(property) == null)
        {
            System.setProperty(property, value);
        }
    }

    /**
     * Queue to append to. The caller holds the directory's lock.
     */
    static SingleChronicleQueue forAppending(final Path directory, final int blockSize, final RecordClock clock)
    {
        final SingleChronicleQueue queue = build(directory, builder(directory, blockSize).timeProvider(clock));
        try
        {
            if (queue.metaStore().readOnly())
            {
                // Chronicle makes do with that when it cannot understand its own metadata.
                throw new JournalException(
                    JournalException.Kind.NOT_A_JOURNAL,
                    directory.resolve(METADATA_FILE) + " is damaged, so nothing can be appended here");
            }
            clock.advanceTo(newestCycleStartMs(queue));
            releaseStaleLocks(queue);
            return queue;
        }
        catch (final RuntimeException ex)
        {
            queue.close();
            throw ex;
        }
    }

    /**
     * Queue that only reads and changes nothing on disk.
     */
    static SingleChronicleQueue forReading(final Path directory, final int blockSize)
    {
        return build(directory, builder(directory, blockSize).readOnly(true).timeoutMS(READER_PATIENCE_MS));
    }

    private static SingleChronicleQueue build(final Path directory, final SingleChronicleQueueBuilder builder)
    {
        try
        {
            return builder.build();
        }
        catch (final RuntimeException ex)
        {
            throw new JournalException(
                JournalException.Kind.NOT_A_JOURNAL, directory + " cannot be opened as a journal: " + ex, ex);
        }
    }

    private static SingleChronicleQueueBuilder builder(final Path directory, final int blockSize)
    {
        return SingleChronicleQueueBuilder.builder(directory, WireType.BINARY_LIGHT)
            .rollCycle(RollCycles.FAST_DAILY)
            .blockSize(blockSize)
            // An interrupt of the thread that appends must not make a record fail.
            .checkInterrupts(false);
    }

    /**
     * Chronicle's numbers of journal files, which are named by the day.
     */
    static List<Integer> cycles(final List<Path> files)
    {
        return files.stream().map(QueueFactory::cycle).toList();
    }

    static int cycle(final Path file)
    {
        final String name = file.getFileName().toString();
        try
        {
            final String day = name.substring(0, name.length() - FILE_SUFFIX.length());
            return (int)LocalDate.parse(day, FILE_NAME).toEpochDay();
        }
        catch (final DateTimeParseException ex)
        {
            throw new JournalException(
                JournalException.Kind.NOT_A_JOURNAL, file + " is not named as journal files are", ex);
        }
    }

    private static long newestCycleStartMs(final SingleChronicleQueue queue)
    {
        return queue.lastCycle() < 0 ? 0 : (long)queue.lastCycle() * queue.rollCycle().lengthInMillis();
    }

    /**
     * Our lock says that only we append, so a lock of Chronicle's own was left by a process that died. Chronicle
     * cannot tell when the dead process had the number of a living one, as in a container that starts again.
     */
    private static void releaseStaleLocks(final SingleChronicleQueue queue)
    {
        final TableStoreWriteLock writeLock = new TableStoreWriteLock(queue.metaStore(), Pauser::balanced, 0L);
        final TableStoreWriteLock appendLock = new TableStoreWriteLock(
            queue.metaStore(), Pauser::balanced, 0L, TableStoreWriteLock.APPEND_LOCK_KEY);
        try
        {
            if (writeLock.locked())
            {
                writeLock.forceUnlock();
            }
            if (appendLock.locked())
            {
                appendLock.forceUnlock();
            }
        }
        finally
        {
            writeLock.close();
            appendLock.close();
        }
    }
}
