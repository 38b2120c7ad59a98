package io.signalbox.system;

import com.sun.management.ThreadMXBean;
import io.signalbox.client.ClientConfig;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.SignalboxClient;
import io.signalbox.gateway.ServerConfig;
import io.signalbox.gateway.ServerStartException;
import io.signalbox.gateway.SignalboxServer;
import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The business thread of a whole server allocates nothing for a command: from the ring through the engine, the real
 * journal and the kept replies to the reply ring.
 */
@Tag("slow")
@Timeout(600)
class PipelineAllocationTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final String BUSINESS_THREAD = "signalbox-business";
    private static final EngineLimits LIMITS = EngineLimits.DEFAULT
        .with(EngineLimit.MAX_SESSIONS, 16)
        .with(EngineLimit.MAX_STATIONS, 64)
        .with(EngineLimit.MAX_LAYOUTS, 8)
        .with(EngineLimit.MAX_SERVICES, 64)
        .with(EngineLimit.MAX_RUNS, 64)
        .with(EngineLimit.MAX_ORDERS, 200_000)
        .with(EngineLimit.MAX_PASSENGERS, 400_000);
    private static final int SESSION = 1;
    private static final int DEFINING_SESSION = 2;
    private static final int RUNS = 8;
    private static final int UNKNOWN_RUN = 99;
    private static final int ORDERS = 1_000;
    private static final int PAID = 200;
    private static final int COMMANDS_PER_ROUND = 5 * ORDERS - PAID;
    private static final int WARM_UP_ROUNDS = 25;
    private static final int ROUNDS_PER_BATCH = 11;
    private static final int GREATEST_BATCHES = 12;

    /** What a batch without a single byte cannot show: that a rare allocation stays small. */
    private static final long GREATEST_BYTES_PER_BATCH = 50_000;

    private static final int WARM_UP_COMMANDS_ALONE = 100;
    /**
     * Of the commands that come alone, those that may find a few bytes more. Two things are known to allocate on the
     * thread, none of them for a command. After a garbage collection Chronicle Queue makes the two array holders anew
     * that it keeps by weak references only: 240 bytes at the next entry of its index, which is every 256th record.
     * And when the virtual machine asks for the compilation of a method, it makes the string constants of that class.
     * A command that allocates would be found every time.
     */
    private static final int GREATEST_ALLOCATING_ALONE = 3;

    private enum Step
    {
        PLACE, REPEAT, CONFIRM, CANCEL, REFUSE_CANCEL, REFUSE_PLACE
    }

    /** Commands that are sent and answered. */
    @FunctionalInterface
    private interface Batch
    {
        void run() throws IOException;
    }

    @RegisterExtension
    final Workplace workplace = new Workplace();

    private final long[] orderIds = new long[ORDERS];
    private final long[] amounts = new long[ORDERS];
    private final OrderHeldDecoder held = new OrderHeldDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Step, Long> allocated = new EnumMap<>(Step.class);
    private List<Integer> runs;
    private WireSession session;
    private long businessThread;
    private long allocatedBefore;
    private int allocating;
    private long lastNumber;

    @ParameterizedTest
    @EnumSource(value = Durability.class, names = {"PROCESS", "DISK"})
    void shouldAllocateNothingForACommandOnTheBusinessThread(final Durability durability)
        throws IOException, ServerStartException
    {
        start(durability);
        rounds(WARM_UP_ROUNDS);
        assertTrue(ROUNDS_PER_BATCH * COMMANDS_PER_ROUND >= 50_000);
        assertNothingAllocated(ROUNDS_PER_BATCH * COMMANDS_PER_ROUND, 0, () -> rounds(ROUNDS_PER_BATCH));
    }

    @ParameterizedTest
    @EnumSource(value = Durability.class, names = {"PROCESS", "DISK"})
    void shouldAllocateNothingForACommandThatComesAloneAndWakesEveryThread(final Durability durability)
        throws IOException, ServerStartException
    {
        // Each waits for the disk by itself, and disks may be slow.
        final int commands = durability == Durability.DISK ? 300 : 3_000;
        start(durability);
        rounds(WARM_UP_ROUNDS);
        oneByOne(WARM_UP_COMMANDS_ALONE);
        assertNothingAllocated(commands, GREATEST_ALLOCATING_ALONE, () -> oneByOne(commands));
    }

    /**
     * Repeat a batch until one allocates nothing, but for the given number of measurements. The virtual machine
     * allocates now and then on a thread whose code it compiles or replaces; a command would do so every time.
     */
    private void assertNothingAllocated(final int commands, final int greatestAllocating, final Batch batch)
        throws IOException
    {
        long bytes;
        int batches = 0;
        do
        {
            batch.run();
            batches++;
            bytes = allocated.values().stream().mapToLong(Long::longValue).sum();
            final String text = commands + " commands, batch " + batches + ": " + allocated + " in " + allocating;
            workplace.note(text);
            assertTrue(bytes < GREATEST_BYTES_PER_BATCH, text);
        }
        while (allocating > greatestAllocating && batches < GREATEST_BATCHES);
        assertTrue(allocating <= greatestAllocating, () -> allocated + " in " + allocating + " measurements");
    }

    private void start(final Durability durability) throws IOException, ServerStartException
    {
        final ServerConfig config = ServerConfig.builder(workplace.path("journal"))
            .port(0)
            .durability(durability)
            .limits(LIMITS)
            .build();
        final SignalboxServer server = workplace.closeAfter(SignalboxServer.start(config));
        try (SignalboxClient client = Await.answer(SignalboxClient.connect(
            ClientConfig.of("127.0.0.1", server.port(), DEFINING_SESSION))))
        {
            runs = Line.define(client, System.currentTimeMillis(), RUNS, 16, 30);
        }
        businessThread = Thread.getAllStackTraces().keySet().stream()
            .filter((thread) -> thread.getName().equals(BUSINESS_THREAD))
            .mapToLong(Thread::getId).findFirst().orElseThrow();
        session = workplace.closeAfter(WireSession.open(server.port(), SESSION, 1));
    }

    private void oneByOne(final int count) throws IOException
    {
        allocated.clear();
        allocating = 0;
        for (int i = 0; i < count; i++)
        {
            session.placeOrder(nextNumber(), UNKNOWN_RUN, 0, 1, passenger());
            measure(Step.REFUSE_PLACE, 1, OrderRefusedDecoder.TEMPLATE_ID);
        }
    }

    private void rounds(final int count) throws IOException
    {
        allocated.clear();
        allocating = 0;
        for (int i = 0; i < count; i++)
        {
            round();
        }
    }

    private void round() throws IOException
    {
        final long firstNumber = lastNumber + 1;
        place(firstNumber);
        measure(Step.PLACE, ORDERS, OrderHeldDecoder.TEMPLATE_ID);
        place(firstNumber);
        measure(Step.REPEAT, ORDERS, OrderHeldDecoder.TEMPLATE_ID);
        lastNumber += ORDERS;
        for (int i = 0; i < PAID; i++)
        {
            session.confirmPayment(nextNumber(), orderIds[i], amounts[i]);
        }
        measure(Step.CONFIRM, PAID, OrderConfirmedDecoder.TEMPLATE_ID);
        cancel();
        measure(Step.CANCEL, ORDERS - PAID, OrderCancelledDecoder.TEMPLATE_ID);
        cancel();
        measure(Step.REFUSE_CANCEL, ORDERS - PAID, OrderRefusedDecoder.TEMPLATE_ID);
        for (int i = 0; i < ORDERS; i++)
        {
            session.placeOrder(nextNumber(), UNKNOWN_RUN, 0, 1, passenger());
        }
        measure(Step.REFUSE_PLACE, ORDERS, OrderRefusedDecoder.TEMPLATE_ID);
    }

    private void place(final long firstNumber)
    {
        for (int i = 0; i < ORDERS; i++)
        {
            final long number = firstNumber + i;
            final int from = (int)(number % (Line.STOPS - 1));
            session.placeOrder(
                number, runs.get((int)(number / Line.STOPS % RUNS)), from, from + 1, new PassengerToken(1, number));
        }
    }

    private void cancel()
    {
        for (int i = PAID; i < ORDERS; i++)
        {
            session.cancelOrder(nextNumber(), orderIds[i]);
        }
    }

    /** Send what was asked for, read the answers, and count what the business thread has allocated meanwhile. */
    private void measure(final Step step, final int count, final int templateId) throws IOException
    {
        session.send();
        for (int i = 0; i < count; i++)
        {
            final int offset = session.next();
            assertEquals(templateId, Frame.templateId(session.in(), offset), step.name());
            if (step == Step.PLACE)
            {
                held.wrapAndApplyHeader(session.in(), offset + Frame.MESSAGE_OFFSET, header);
                orderIds[i] = held.orderId();
                amounts[i] = held.amount();
            }
        }
        final long now = THREADS.getThreadAllocatedBytes(businessThread);
        allocated.merge(step, now - allocatedBefore, Long::sum);
        allocating += now > allocatedBefore ? 1 : 0;
        allocatedBefore = now;
    }

    private long nextNumber()
    {
        lastNumber++;
        return lastNumber;
    }

    private PassengerToken passenger()
    {
        return new PassengerToken(1, lastNumber);
    }
}
