package io.signalbox.system;

import io.signalbox.client.PassengerToken;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real server on a small file system of its own: before that is full, the server takes no more commands, and nothing
 * that it acknowledged is lost.
 */
@Tag("slow")
@Timeout(600)
class DiskFullTest
{
    private static final int MEGABYTES = 400;
    private static final int SESSION = 1;
    private static final int UNKNOWN_RUN = 9;
    private static final int BATCH = 500;
    private static final int OK = 0;

    @RegisterExtension
    final Workplace workplace = new Workplace();

    private final BusinessMessageRejectDecoder reject = new BusinessMessageRejectDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long lastNumber;
    private long answered;

    @Test
    void shouldTakeNoCommandBeforeTheDiskIsFullAndGoOnWhenThereIsSpace() throws Exception
    {
        final Path disk = workplace.path("disk");
        Files.createDirectories(disk);
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", disk.toString()) == 0,
            "this user may not mount a file system");
        try
        {
            fillAndGoOn(disk);
        }
        finally
        {
            assertEquals(0, run("umount", "-l", disk.toString()));
        }
    }

    private void fillAndGoOn(final Path disk) throws IOException
    {
        final Path filler = Files.write(disk.resolve("filler"), new byte[64 * 1024 * 1024]);
        final Path directory = disk.resolve("journal");
        final ServerProcess server = ServerProcess.start(workplace, directory, 0, "--durability", "PROCESS");
        try (WireSession session = WireSession.open(server.port(), SESSION, 1))
        {
            while (!isReadOnlyAfterBatch(session))
            {
                assertTrue(lastNumber < 5_000_000, "the disk does not fill");
            }
            final long answeredBefore = answered;
            Files.delete(filler);
            while (answered < answeredBefore + BATCH)
            {
                isReadOnlyAfterBatch(session);
            }
        }
        server.signal("TERM");
        assertEquals(OK, server.awaitExit(Duration.ofSeconds(60)), server::errors);
        final JournalFacts facts = JournalFacts.read(directory);
        assertEquals(List.of(), facts.violations());
        assertTrue(facts.records() >= answered, facts.records() + " records, " + answered + " answered");
        assertEquals(facts.records(), Proof.audit(directory).records());
        workplace.note(facts.records() + " records, " + answered + " answered");
    }

    private boolean isReadOnlyAfterBatch(final WireSession session) throws IOException
    {
        for (int i = 0; i < BATCH; i++)
        {
            lastNumber++;
            session.placeOrder(lastNumber, UNKNOWN_RUN, 0, 1, new PassengerToken(0, lastNumber));
        }
        session.send();
        boolean readOnly = false;
        for (int i = 0; i < BATCH; i++)
        {
            final int offset = session.next();
            if (Frame.templateId(session.in(), offset) == BusinessMessageRejectDecoder.TEMPLATE_ID)
            {
                reject.wrapAndApplyHeader(session.in(), offset + Frame.MESSAGE_OFFSET, header);
                assertEquals(BusinessRejectReason.READ_ONLY, reject.reason());
                readOnly = true;
            }
            else
            {
                assertEquals(OrderRefusedDecoder.TEMPLATE_ID, Frame.templateId(session.in(), offset));
                answered++;
            }
        }
        return readOnly;
    }

    private static int run(final String... command) throws IOException, InterruptedException
    {
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }
}
