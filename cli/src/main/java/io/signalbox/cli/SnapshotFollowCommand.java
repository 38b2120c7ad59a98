package io.signalbox.cli;

import io.signalbox.journal.JournalDirectory;
import io.signalbox.replay.recovery.SnapshotFollower;
import io.signalbox.replay.recovery.SnapshotSchedule;
import io.signalbox.snapshot.SnapshotDirectory;
import io.signalbox.snapshot.SnapshotHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Follows a journal and takes snapshots until it is stopped. */
@Command(
    name = "follow",
    description = "Follow a journal that a server writes, and take snapshots, until Ctrl-C: so that the server's own " +
        "machine time is left alone (start it with --snapshot-every 0). Exits with 1, the alarm, if the state " +
        "differs from a checkpoint in the journal, and says from which position on.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox snapshot follow --dir signalbox-data --every 1000000 --every-s 600")
final class SnapshotFollowCommand implements Callable<Integer>
{
    @Mixin
    private SnapshotOptions options;

    @Option(names = "--every", paramLabel = "RECORDS", defaultValue = "1000000",
        description = "Take a snapshot after so many records. Default: ${DEFAULT-VALUE}.")
    private int every;

    @Option(names = "--every-s", paramLabel = "SECONDS", defaultValue = "600",
        description = "Take a snapshot after so much time, if there is a new record. Default: ${DEFAULT-VALUE}.")
    private int everyS;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException
    {
        if (every < 1 || everyS < 1)
        {
            throw new CommandFailedException(
                ExitCode.USAGE, "--every " + every + " and --every-s " + everyS + " are not at least 1");
        }
        final AtomicReference<String> alarm = new AtomicReference<>();
        final CountDownLatch ended = new CountDownLatch(1);
        try (JournalDirectory journal = options.journal();
            SnapshotDirectory snapshots = options.snapshots();
            SnapshotFollower follower = new SnapshotFollower(
                () -> options.newest(journal, output),
                snapshots,
                new SnapshotSchedule(every, everyS * 1_000L),
                new Report(alarm, ended)))
        {
            follower.start();
            ended.await();
        }
        catch (final InterruptedException ex)
        {
            return ExitCode.OK;
        }
        throw new CommandFailedException(ExitCode.CHECK_FAILED, alarm.get());
    }

    /** Prints what happens. */
    private final class Report implements SnapshotFollower.Listener
    {
        private final AtomicReference<String> alarm;
        private final CountDownLatch ended;

        Report(final AtomicReference<String> alarm, final CountDownLatch ended)
        {
            this.alarm = alarm;
            this.ended = ended;
        }

        @Override
        public void onSnapshot(final Path file, final SnapshotHeader header, final long tookMs)
        {
            output.line("snapshot of position %,d written to %s in %,d ms", header.position(), file, tookMs);
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file.toString());
            fields.put("position", header.position());
            fields.put("stateHash", String.format("%016x", header.stateHash()));
            fields.put("tookMs", tookMs);
            output.object(fields);
        }

        @Override
        public void onWriteFailure(final IOException failure)
        {
            output.line("a snapshot could not be written, those before are as they were: %s",
                IoFailure.words(failure));
        }

        @Override
        public void onAlarm(final long afterPosition, final Throwable failure)
        {
            alarm.set("ALARM: all was well up to position " + afterPosition + "; then: " + failure.getMessage());
            ended.countDown();
        }
    }
}
