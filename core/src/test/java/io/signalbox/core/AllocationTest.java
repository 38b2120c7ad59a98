package io.signalbox.core;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.CancelOrderDecoder;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.ConfirmPaymentDecoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.protocol.wire.RequestHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Selling allocates nothing: every command of the steady state is measured by itself, after warm-up.
 */
class AllocationTest
{
    private static final int WARM_UP_ROUNDS = 2_000;
    private static final int ROUNDS_PER_BATCH = 500;
    private static final int GREATEST_BATCHES = 20;
    private static final int RUNS = 4;
    private static final int NO_EVENT = 0;
    private static final int NUMBER_OFFSET = Frame.BODY_OFFSET + RequestHeaderDecoder.msgSeqNumEncodingOffset();
    private static final int RUN_ID_OFFSET = Frame.BODY_OFFSET + PlaceOrderDecoder.runIdEncodingOffset();
    private static final int HOLD_MS = 100;

    /** Commands of the steady state, each with the template id of the event that must come. */
    private enum Step
    {
        HOLD_ONE(OrderHeldDecoder.TEMPLATE_ID),
        REPEAT(NO_EVENT),
        HOLD_NINE(OrderHeldDecoder.TEMPLATE_ID),
        HOLD_TO_PAY(OrderHeldDecoder.TEMPLATE_ID),
        PAY_TOO_LITTLE(OrderRefusedDecoder.TEMPLATE_ID),
        PAY(OrderConfirmedDecoder.TEMPLATE_ID),
        PAY_TWICE(OrderRefusedDecoder.TEMPLATE_ID),
        CANCEL(OrderCancelledDecoder.TEMPLATE_ID),
        CANCEL_TWICE(OrderRefusedDecoder.TEMPLATE_ID),
        ASK_FOR_UNKNOWN_RUN(OrderRefusedDecoder.TEMPLATE_ID),
        ASK_FOR_SOLD_OUT_CLASS(OrderRefusedDecoder.TEMPLATE_ID),
        EXPIRE(HoldExpiredDecoder.TEMPLATE_ID),
        EXPIRE_NOTHING(NO_EVENT);

        private final int answer;

        Step(final int answer)
        {
            this.answer = answer;
        }
    }

    private final SeatEngine engine = new SeatEngine();
    private final Decision decision = new Decision();
    private final long[] allocatedBytes = new long[Step.values().length];
    private final UnsafeBuffer holdOne = Commands.frame(order(1, 'S', 1));
    private final UnsafeBuffer holdNine = Commands.frame(order(1, 'S', 9));
    private final UnsafeBuffer unknownRun = Commands.frame(order(RUNS + 1, 'S', 1));
    private final UnsafeBuffer soldOutClass = Commands.frame(order(1, 'F', 1));
    private final UnsafeBuffer pay = Commands.frame(new Command.ConfirmPayment(1, 1, 1, 1_000, 77));
    private final UnsafeBuffer payTooLittle = Commands.frame(new Command.ConfirmPayment(1, 1, 1, 999, 77));
    private final UnsafeBuffer cancel = Commands.frame(new Command.CancelOrder(1, 1, 1));
    private final UnsafeBuffer expire = Commands.frame(new Command.ExpireHolds(0, 0, 128));
    private long nowMs = SmallLine.MIDNIGHT_MS;
    private long requestNumber;
    private int runId;

    @Test
    void shouldAllocateNothingForCommandsOfTheSteadyState()
    {
        setUp();
        for (int i = 0; i < WARM_UP_ROUNDS; i++)
        {
            round();
        }
        // The compiler of the virtual machine allocates now and then on the thread whose code it replaces. A batch
        // without a single byte shows that the commands themselves allocate nothing: theirs would be in every batch.
        for (int batch = 0; batch < GREATEST_BATCHES; batch++)
        {
            Arrays.fill(allocatedBytes, 0);
            for (int i = 0; i < ROUNDS_PER_BATCH; i++)
            {
                round();
            }
            if (Arrays.stream(allocatedBytes).sum() == 0)
            {
                return;
            }
        }
        for (final Step step : Step.values())
        {
            assertEquals(0, allocatedBytes[step.ordinal()],
                "bytes allocated by " + step + ", " + ROUNDS_PER_BATCH + " times");
        }
    }

    @Test
    void shouldSeeAnAllocation()
    {
        final long before = AllocatedBytes.now();
        final byte[] bytes = new byte[1_000];
        assertTrue(AllocatedBytes.now() - before >= bytes.length);
    }

    private void setUp()
    {
        final Command.SeatClass second = new Command.SeatClass('S', 10_000, 500, "second");
        final Command.SeatClass first = new Command.SeatClass('F', 20_000, 500, "first");
        final List<Command.Coach> coaches = List.of(
            new Command.Coach(1, 'S', 1, 250, "ABCDEFGH"),
            new Command.Coach(2, 'S', 1, 250, "ABCDEFGH"),
            new Command.Coach(3, 'F', 1, 1, "A"));
        final int dayS = 86_400;
        for (final Command command : List.of(
            new Command.DefineLimits(0, 0, 4, 4, 4, 4, RUNS, 20_000, 20_000),
            new Command.Negotiate(1, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE),
            new Command.ChangeSettings(0, 0, HOLD_MS, HOLD_MS, 0, 0),
            new Command.DefineStation(0, 0, "A", "Aix"),
            new Command.DefineLayout(0, 0, "SET", List.of(second, first), coaches),
            new Command.DefineService(0, 0, "T1", List.of(
                new Command.Stop(1, 30 * dayS, 30 * dayS, 0),
                new Command.Stop(1, 31 * dayS, 31 * dayS, 10_000),
                new Command.Stop(1, 32 * dayS, 32 * dayS, 20_000))),
            new Command.OpenRun(0, 0, 1, 1, 1, SmallLine.MIDNIGHT_MS),
            new Command.OpenRun(0, 0, 1, 1, 2, SmallLine.MIDNIGHT_MS),
            new Command.OpenRun(0, 0, 1, 1, 3, SmallLine.MIDNIGHT_MS),
            new Command.OpenRun(0, 0, 1, 1, RUNS, SmallLine.MIDNIGHT_MS),
            order(1, 'F', 1)))
        {
            final UnsafeBuffer frame = Commands.frame(command);
            if (command instanceof Command.PlaceOrder)
            {
                number(frame);
            }
            engine.execute(nowMs, frame, 0, frame.capacity(), decision);
        }
        final long soldOutOrder = heldOrder();
        requestNumber++;
        final UnsafeBuffer payment =
            Commands.frame(new Command.ConfirmPayment(1, requestNumber, soldOutOrder, 2_000, 1));
        engine.execute(nowMs, payment, 0, payment.capacity(), decision);
        assertEquals(OrderConfirmedDecoder.TEMPLATE_ID, Frame.templateId(decision.buffer(), 0));
    }

    private void round()
    {
        runId = runId % RUNS + 1;
        holdOne.putInt(RUN_ID_OFFSET, runId, LITTLE_ENDIAN);
        holdNine.putInt(RUN_ID_OFFSET, runId, LITTLE_ENDIAN);
        request(Step.HOLD_ONE, holdOne);
        final long orderToCancel = heldOrder();
        measure(Step.REPEAT, holdOne);
        assertTrue(decision.repeated());
        request(Step.HOLD_NINE, holdNine);
        request(Step.HOLD_TO_PAY, holdOne);
        final long orderToPay = heldOrder();
        order(payTooLittle, ConfirmPaymentDecoder.orderIdEncodingOffset(), orderToPay);
        request(Step.PAY_TOO_LITTLE, payTooLittle);
        order(pay, ConfirmPaymentDecoder.orderIdEncodingOffset(), orderToPay);
        request(Step.PAY, pay);
        request(Step.PAY_TWICE, pay);
        order(cancel, CancelOrderDecoder.orderIdEncodingOffset(), orderToCancel);
        request(Step.CANCEL, cancel);
        request(Step.CANCEL_TWICE, cancel);
        request(Step.ASK_FOR_UNKNOWN_RUN, unknownRun);
        request(Step.ASK_FOR_SOLD_OUT_CLASS, soldOutClass);
        nowMs += HOLD_MS;
        measure(Step.EXPIRE, expire);
        measure(Step.EXPIRE_NOTHING, expire);
    }

    private void request(final Step step, final UnsafeBuffer frame)
    {
        number(frame);
        measure(step, frame);
    }

    private void measure(final Step step, final UnsafeBuffer frame)
    {
        final long before = AllocatedBytes.now();
        engine.execute(nowMs, frame, 0, frame.capacity(), decision);
        allocatedBytes[step.ordinal()] += AllocatedBytes.now() - before;
        final int answer = decision.length() == 0 ? NO_EVENT : Frame.templateId(decision.buffer(), 0);
        if (answer != step.answer)
        {
            throw new AssertionError(step + " was answered by template " + answer);
        }
    }

    private void number(final UnsafeBuffer frame)
    {
        requestNumber++;
        frame.putLong(NUMBER_OFFSET, requestNumber, LITTLE_ENDIAN);
    }

    private long heldOrder()
    {
        return decision.buffer().getLong(Frame.BODY_OFFSET + OrderHeldDecoder.orderIdEncodingOffset(), LITTLE_ENDIAN);
    }

    private static void order(final UnsafeBuffer frame, final int fieldOffset, final long orderId)
    {
        frame.putLong(Frame.BODY_OFFSET + fieldOffset, orderId, LITTLE_ENDIAN);
    }

    private static Command.PlaceOrder order(final long runId, final int classCode, final int passengerCount)
    {
        final List<String> all = List.of("ann", "bob", "cat", "dan", "eve", "fay", "gus", "hal", "ivy");
        return new Command.PlaceOrder(
            1, 1, runId, 0, 1, classCode, Channel.ONLINE, 0, all.subList(0, passengerCount));
    }
}
