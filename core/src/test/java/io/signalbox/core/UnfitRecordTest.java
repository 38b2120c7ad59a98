package io.signalbox.core;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.RunClosedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

import static io.signalbox.core.SmallLine.MORNING_MS;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * A record that does not follow from those before it is never applied, and always refused in the same way: whoever
 * recovers tells damage from a defect of the program by the exception.
 */
class UnfitRecordTest
{
    private static final int FIRST_SEAT = OrderHeldDecoder.BLOCK_LENGTH + OrderHeldDecoder.SeatsDecoder.sbeHeaderSize();
    private static final int SEAT_INDEX = FIRST_SEAT + OrderHeldDecoder.SeatsDecoder.seatIndexEncodingOffset();
    private static final Command ORDER = SmallLine.order(1, 2, 1, 3, "bob");

    @Test
    void shouldRefuseAHeaderThatDoesNotFollow()
    {
        assertUnfit(ORDER, body -> body.putInt(0, 9, LITTLE_ENDIAN));
        assertUnfit(ORDER, body -> add(body, EventHeaderDecoder.msgSeqNumEncodingOffset(), 1));
        assertUnfit(ORDER, body -> add(body, EventHeaderDecoder.msgSeqNumEncodingOffset(), -1));
        assertUnfit(ORDER, body -> add(body, EventHeaderDecoder.refSeqNumEncodingOffset(), -1));
        assertUnfit(ORDER, body -> add(body, EventHeaderDecoder.positionEncodingOffset(), 1));
        assertUnfit(new Command.CloseRun(0, 0, 9), body -> add(body, EventHeaderDecoder.positionEncodingOffset(), -1));
    }

    @Test
    void shouldRefuseARecordAfterOneThatIsMissing()
    {
        // A refusal changes nothing but the position: what comes next would fit without it.
        final History history = history();
        history.add(MORNING_MS, new Command.CloseRun(0, 0, 9));
        history.add(MORNING_MS, ORDER);
        final int last = history.entries().size() - 1;
        final History.Entry order = history.entries().get(last);
        final SeatEngine engine = history.applied(last - 1);

        assertThrows(IllegalStateException.class, () -> History.apply(engine, order, order.events()));
        History.apply(engine, history.entries().get(last - 1), history.entries().get(last - 1).events());
        History.apply(engine, order, order.events());
        assertThrows(IllegalStateException.class, () -> History.apply(engine, order, order.events()));
    }

    @Test
    void shouldRefuseANegotiationOfAnotherPosition()
    {
        assertUnfit(
            new Command.Negotiate(2, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE),
            body -> add(body, NegotiateResponseDecoder.positionEncodingOffset(), 1));
        assertUnfit(
            new Command.Negotiate(1, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE),
            body -> add(body, NegotiateRejectDecoder.positionEncodingOffset(), 1));
    }

    @Test
    void shouldRefuseAnIdThatIsNotTheNextOne()
    {
        final List<Command> definitions = List.of(
            new Command.DefineStation(0, 0, "NEW", "New"),
            new Command.DefineLayout(0, 0, "NEW", List.of(new Command.SeatClass('1', 1, 1, "first")),
                List.of(new Command.Coach(1, '1', 1, 2, "AB"))),
            new Command.DefineService(0, 0, "NEW",
                List.of(new Command.Stop(1, 0, 0, 0), new Command.Stop(2, 60, 60, 1_000))),
            new Command.OpenRun(0, 0, 1, 1, 20_575, SmallLine.MIDNIGHT_MS));
        for (final Command definition : definitions)
        {
            assertUnfit(definition, body -> addInt(body, EventHeaderDecoder.ENCODED_LENGTH, 1));
            assertUnfit(definition, body -> addInt(body, EventHeaderDecoder.ENCODED_LENGTH, -1));
        }
        assertUnfit(ORDER, body -> add(body, OrderHeldDecoder.orderIdEncodingOffset(), 1));
        assertUnfit(ORDER, body -> add(body, OrderHeldDecoder.orderIdEncodingOffset(), -1));
        assertUnfit(ORDER, body -> add(body, OrderHeldDecoder.orderIdEncodingOffset(), 1L << 32));
    }

    @Test
    void shouldRefuseWhatIsNotThere()
    {
        final Command open = new Command.OpenRun(0, 0, 1, 1, 20_575, SmallLine.MIDNIGHT_MS);
        assertUnfit(open, body -> addInt(body, RunOpenedDecoder.serviceIdEncodingOffset(), 1));
        assertUnfit(open, body -> addInt(body, RunOpenedDecoder.layoutIdEncodingOffset(), -1));
        assertUnfit(new Command.CloseRun(0, 0, 1), body -> addInt(body, RunClosedDecoder.runIdEncodingOffset(), 1));
        assertUnfit(ORDER, body -> addInt(body, OrderHeldDecoder.runIdEncodingOffset(), 1));
        assertUnfit(ORDER, body -> body.putByte(OrderHeldDecoder.classCodeEncodingOffset(), (byte)'9'));
        assertUnfit(ORDER, body -> body.putByte(OrderHeldDecoder.toStopEncodingOffset(), (byte)5));
        assertUnfit(ORDER, body -> body.putShort(SEAT_INDEX, (short)4, LITTLE_ENDIAN));
        assertUnfit(ORDER, body -> body.putShort(SEAT_INDEX, (short)4_096, LITTLE_ENDIAN));
    }

    @Test
    void shouldRefuseASeatThatIsTaken()
    {
        // Seat 0 is taken on the first two segments.
        assertUnfit(ORDER, body -> body.putShort(SEAT_INDEX, (short)0, LITTLE_ENDIAN));
    }

    @Test
    void shouldRefuseTheEndOfAnOrderThatIsNotHeld()
    {
        final int orderId = OrderConfirmedDecoder.orderIdEncodingOffset();
        assertEquals(orderId, OrderCancelledDecoder.orderIdEncodingOffset());
        for (final Command command : List.of(
            new Command.ConfirmPayment(1, 4, 1, 2_000, 7), new Command.CancelOrder(1, 4, 1)))
        {
            for (final long otherId : new long[]{0, 2, 3, 4, (1L << 32) + 1})
            {
                final History history = history();
                history.add(MORNING_MS, SmallLine.order(1, 2, 2, 4, "bob"));
                history.add(MORNING_MS, new Command.CancelOrder(1, 3, 2));
                assertUnfit(history, command, body -> body.putLong(orderId, otherId, LITTLE_ENDIAN));
            }
        }
    }

    @Test
    void shouldRefuseLimitsTwice()
    {
        final History history = history();
        final byte[] limits = history.entries().get(0).events().clone();
        final long position = history.engine().position() + 1;
        final UnsafeBuffer events = new UnsafeBuffer(limits);
        final int positionOffset = Frame.BODY_OFFSET + EventHeaderDecoder.positionEncodingOffset();
        for (int at = 0; at < limits.length; at += Frame.length(events, at))
        {
            events.putLong(at + positionOffset, position, LITTLE_ENDIAN);
        }
        final History.Entry again = new History.Entry(position, MORNING_MS, limits);
        assertThrows(IllegalStateException.class, () -> History.apply(history.engine(), again, limits));
    }

    /** Ann has order 1, seat 0, from stop 0 to stop 2. */
    private static History history()
    {
        return History.of(SmallLine.setUp()).add(MORNING_MS, SmallLine.order(1, 1, 0, 2, "ann"));
    }

    private static void assertUnfit(final Command command, final Consumer<UnsafeBuffer> change)
    {
        assertUnfit(history(), command, change);
    }

    private static void assertUnfit(
        final History history, final Command command, final Consumer<UnsafeBuffer> change)
    {
        history.add(MORNING_MS, command);
        final int last = history.entries().size() - 1;
        final History.Entry entry = history.entries().get(last);
        final byte[] changed = entry.events().clone();
        change.accept(new UnsafeBuffer(changed, Frame.BODY_OFFSET, changed.length - Frame.BODY_OFFSET));
        final SeatEngine engine = history.applied(last);

        assertThrows(IllegalStateException.class, () -> History.apply(engine, entry, changed));
        assertEquals(entry.position() - 1, engine.position(), "position");
        History.apply(history.applied(last), entry, entry.events());
    }

    private static void add(final UnsafeBuffer body, final int offset, final long change)
    {
        body.putLong(offset, body.getLong(offset, LITTLE_ENDIAN) + change, LITTLE_ENDIAN);
    }

    private static void addInt(final UnsafeBuffer body, final int offset, final int change)
    {
        body.putInt(offset, body.getInt(offset, LITTLE_ENDIAN) + change, LITTLE_ENDIAN);
    }
}
