package io.signalbox.replay.recovery;

import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalException;
import io.signalbox.journal.JournalReader;
import io.signalbox.snapshot.SnapshotDamagedException;
import io.signalbox.snapshot.SnapshotDirectory;
import io.signalbox.snapshot.SnapshotFile;
import io.signalbox.snapshot.SnapshotHeader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where recovery begins: a replica as the newest sound snapshot has it, or an empty one, and a reader of the records
 * behind it. A snapshot that is damaged, does not fit this program or is of another journal is passed over, and said to
 * be.
 *
 * @param <R>      kind of the replica
 * @param replica  as of the snapshot
 * @param snapshot that it was read from; null if it is empty
 * @param reader   whose next record is the one behind the replica; belongs to the caller
 */
public record RecoveryPoint<R extends Replica>(R replica, SnapshotHeader snapshot, JournalReader reader)
{
    /**
     * Find the newest one.
     *
     * @param journal      to read
     * @param snapshots    directory of its snapshots, which need not exist
     * @param empty        makes an empty replica
     * @param onPassedOver gets a line for each snapshot that is of no use
     * @param <R>          kind of the replica
     * @return replica with the records behind it to read
     * @throws io.signalbox.journal.JournalDamagedException if the journal itself is damaged
     */
    public static <R extends Replica> RecoveryPoint<R> newest(
        final JournalDirectory journal,
        final Path snapshots,
        final Supplier<R> empty,
        final Consumer<String> onPassedOver)
    {
        try
        {
            for (final Path file : SnapshotDirectory.newestFirst(snapshots))
            {
                final RecoveryPoint<R> point = at(file, journal, empty.get(), onPassedOver);
                if (point != null)
                {
                    return point;
                }
            }
        }
        catch (final IOException ex)
        {
            onPassedOver.accept("the snapshots in " + snapshots + " cannot be listed: " + ex);
        }
        return new RecoveryPoint<>(empty.get(), null, journal.reader());
    }

    /**
     * Begin at one snapshot.
     *
     * @param file         of the snapshot
     * @param journal      to read behind it
     * @param replica      an empty one
     * @param onPassedOver gets a line if the snapshot is of no use
     * @param <R>          kind of the replica
     * @return null if the snapshot is of no use
     */
    public static <R extends Replica> RecoveryPoint<R> at(
        final Path file, final JournalDirectory journal, final R replica, final Consumer<String> onPassedOver)
    {
        try
        {
            final SnapshotHeader header = SnapshotFile.read(file, replica::readEntity);
            final long stateHash = replica.engine().stateHash();
            if (replica.position() != header.position() || stateHash != header.stateHash())
            {
                onPassedOver.accept("snapshot " + file + " is passed over: it holds the state of position " +
                    replica.position() + " with hash " + Long.toHexString(stateHash) + " and says position " +
                    header.position() + " with hash " + Long.toHexString(header.stateHash()));
                return null;
            }
            if (!replica.isComplete())
            {
                onPassedOver.accept("snapshot " + file + " is passed over: not all of its parts are of position " +
                    header.position());
                return null;
            }
            return new RecoveryPoint<>(
                replica, header, journal.readerBehind(header.position(), header.crc32c()));
        }
        catch (final SnapshotDamagedException ex)
        {
            onPassedOver.accept(ex.getMessage() + "; it is passed over");
        }
        catch (final IOException | IllegalStateException ex)
        {
            onPassedOver.accept("snapshot " + file + " is passed over: " + ex.getMessage());
        }
        catch (final JournalException ex)
        {
            if (ex.kind() != JournalException.Kind.ANOTHER_HISTORY)
            {
                throw ex;
            }
            onPassedOver.accept("snapshot " + file + " is passed over, it is not of this journal: " +
                ex.getMessage());
        }
        return null;
    }

    /**
     * Apply records until none is left.
     *
     * @return how many
     */
    public long readToEnd()
    {
        long records = 0;
        int read;
        do
        {
            read = reader.poll(replica::onRecord, 1024);
            records += read;
        }
        while (read > 0);
        return records;
    }
}
