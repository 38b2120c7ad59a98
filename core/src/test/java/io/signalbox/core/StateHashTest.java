package io.signalbox.core;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.MessageKind;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.FlowType;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.signalbox.core.SmallLine.MORNING_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The state hash tells any two states apart. That live and recovered state have the same hash means nothing if
 * something that was decided is in neither of the hashes.
 */
class StateHashTest
{
    /** Has an answer and no effect but its position. */
    private static final Command REFUSED = new Command.CloseRun(0, 0, 99);

    @Test
    void shouldTellApartWhateverOneByteOfAnEventSays()
    {
        final History history = everyEvent();
        int changed = 0;
        for (int i = 0; i < history.entries().size(); i++)
        {
            final History.Entry entry = history.entries().get(i);
            final long hash = history.applied(i + 1).stateHash();
            final UnsafeBuffer events = new UnsafeBuffer(entry.events());
            for (int at = 0; at < events.capacity(); at += Frame.length(events, at))
            {
                for (int offset = Frame.BODY_OFFSET; offset < Frame.length(events, at); offset++)
                {
                    final EventBytes.Meaning meaning = EventBytes.meaning(events, at, offset);
                    if (meaning != EventBytes.Meaning.NOT_TRIED)
                    {
                        final String place = "record " + entry.position() + ", template " +
                            Frame.templateId(events, at) + ", body byte " + (offset - Frame.BODY_OFFSET);
                        final byte[] other = entry.events().clone();
                        other[at + offset] ^= 1;
                        assertMeaning(meaning, hash, hashOf(history, i, other), place);
                        changed++;
                    }
                }
            }
        }
        assertTrue(changed > 1_000, changed + " bytes were changed");
    }

    private static void assertMeaning(
        final EventBytes.Meaning meaning, final long hash, final Long otherHash, final String place)
    {
        if (meaning == EventBytes.Meaning.STATE)
        {
            assertTrue(otherHash == null || otherHash != hash, place + " is not in the state hash");
        }
        else
        {
            assertEquals(hash, otherHash, place + " is not a part of the state");
        }
    }

    /** Hash after a changed record; null if the engine does not take it. */
    private static Long hashOf(final History history, final int index, final byte[] events)
    {
        final SeatEngine engine = history.applied(index);
        try
        {
            History.apply(engine, history.entries().get(index), events);
            return engine.stateHash();
        }
        catch (final IllegalStateException unfit)
        {
            return null;
        }
    }

    /** An event that the history below does not have is an event whose bytes were never tried. */
    @Test
    void shouldTryEveryEventOfTheSchema()
    {
        final Set<String> tried = new TreeSet<>();
        for (final History.Entry entry : everyEvent().entries())
        {
            final Frames frames = new Frames().wrap(new UnsafeBuffer(entry.events()), 0, entry.events().length);
            while (frames.next())
            {
                tried.add(MessageTable.name(Frame.templateId(new UnsafeBuffer(entry.events()), frames.offset())));
            }
        }
        assertEquals(
            IntStream.of(MessageTable.templateIds()).filter(id -> MessageTable.kind(id) == MessageKind.EVENT)
                .mapToObj(MessageTable::name).collect(Collectors.toCollection(TreeSet::new)),
            tried);
    }

    @Test
    void shouldTellApartWhenThingsWereDefined()
    {
        final List<Command> setUp = SmallLine.setUp();
        for (int i = 2; i < setUp.size(); i++)
        {
            final List<Command> later = new ArrayList<>(setUp.subList(0, i + 1));
            later.add(i, REFUSED);
            final List<Command> earlier = new ArrayList<>(setUp.subList(0, i + 1));
            earlier.add(REFUSED);
            assertNotEquals(hash(earlier), hash(later), "position of " + setUp.get(i));
        }
    }

    @Test
    void shouldTellApartWhenARunWasClosed()
    {
        final Command close = new Command.CloseRun(0, 0, 1);
        assertDiffer(List.of(close, REFUSED), List.of(REFUSED, close));
    }

    @Test
    void shouldTellApartWhenASeatWasTaken()
    {
        final Command order = SmallLine.order(1, 1, 1, 3, "ann");
        final Command cancel = new Command.CancelOrder(1, 2, 1);
        assertDiffer(List.of(order, REFUSED, cancel), List.of(REFUSED, order, cancel));
    }

    @Test
    void shouldTellApartWhenAnOrderEnded()
    {
        final Command order = SmallLine.order(1, 1, 1, 3, "ann");
        final Command cancel = new Command.CancelOrder(1, 2, 1);
        final Command pay = new Command.ConfirmPayment(1, 2, 1, 2_000, 7);
        assertDiffer(List.of(order, cancel, REFUSED), List.of(order, REFUSED, cancel));
        assertDiffer(List.of(order, pay, REFUSED), List.of(order, REFUSED, pay));
        assertDiffer(List.of(order, pay), List.of(order, cancel));
    }

    @Test
    void shouldTellApartWhereAnOrderCameFromAlsoWhenItIsPaid()
    {
        final Command pay = new Command.ConfirmPayment(1, 2, 1, 2_000, 7);
        final Command.PlaceOrder order = SmallLine.order(1, 1, 1, 3, "ann");
        assertDiffer(List.of(order, pay), List.of(
            new Command.PlaceOrder(1, 1, 1, 1, 3, '1', Channel.PHONE, 0, List.of("ann")), pay));
        assertDiffer(List.of(order, pay), List.of(SmallLine.order(1, 1, 1, 3, "bob"), pay));
    }

    @Test
    void shouldTellApartWhatARunIs()
    {
        final List<Command> alike = List.of(
            new Command.DefineLayout(0, 0, "OTHER", List.of(new Command.SeatClass('1', 10_000, 500, "first")),
                List.of(new Command.Coach(1, '1', 1, 2, "AB"))),
            new Command.DefineService(0, 0, "T2", List.of(
                new Command.Stop(1, 0, 0, 0), new Command.Stop(2, 60, 60, 1), new Command.Stop(3, 120, 120, 2))),
            new Command.DefineService(0, 0, "T3", List.of(
                new Command.Stop(1, 0, 0, 0), new Command.Stop(2, 60, 60, 1), new Command.Stop(3, 120, 120, 2))));
        final List<Long> hashes = new ArrayList<>();
        for (final long[] serviceAndLayout : new long[][]{{2, 1}, {2, 2}, {3, 1}})
        {
            final List<Command> commands = SmallLine.setUp();
            commands.addAll(alike);
            commands.add(new Command.OpenRun(
                0, 0, serviceAndLayout[0], serviceAndLayout[1], 1, SmallLine.MIDNIGHT_MS));
            hashes.add(hash(commands));
        }
        assertNotEquals(hashes.get(0), hashes.get(1), "layout");
        assertNotEquals(hashes.get(0), hashes.get(2), "service");
    }

    @Test
    void shouldTellApartWhoseAnOrderIs()
    {
        final Command negotiate = new Command.Negotiate(2, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE);
        // Each session has made one request and got one event, and the seat is the same.
        assertDiffer(
            List.of(negotiate, SmallLine.order(1, 1, 1, 3, "ann"), new Command.CloseRun(2, 1, 99)),
            List.of(negotiate, SmallLine.order(2, 1, 1, 3, "ann"), new Command.CloseRun(1, 1, 99)));
    }

    @Test
    void shouldTellApartTimesAndPositions()
    {
        final List<Command> setUp = SmallLine.setUp();
        final long hash = History.of(setUp).add(MORNING_MS, REFUSED).engine().stateHash();
        assertNotEquals(hash, History.of(setUp).add(MORNING_MS + 1, REFUSED).engine().stateHash());
        assertNotEquals(
            hash, History.of(setUp).add(MORNING_MS, REFUSED).add(MORNING_MS, REFUSED).engine().stateHash());
    }

    @Test
    void shouldTellApartTheVersionOfTheRules()
    {
        final Command older = new Command.DefineLimits(0, 0, 1, 5, 5, 5, 5, 5, 5, 5);
        final Command newer = new Command.DefineLimits(0, 0, 2, 5, 5, 5, 5, 5, 5, 5);
        final Command adopt = new Command.AdoptRules(0, 0, 2);
        assertNotEquals(hash(List.of(older)), hash(List.of(newer)));
        assertNotEquals(hash(List.of(older, REFUSED)), hash(List.of(older, adopt)));
        assertEquals(hash(List.of(older, adopt)), hash(List.of(newer, REFUSED)));
    }

    @Test
    void shouldTellApartEveryLimit()
    {
        final Command.Negotiate negotiate = new Command.Negotiate(1, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE);
        final long hash = hash(List.of(new Command.DefineLimits(0, 0, 5, 5, 5, 5, 5, 5, 5), negotiate));
        for (int i = 0; i < 7; i++)
        {
            final long[] limits = {5, 5, 5, 5, 5, 5, 5};
            limits[i]++;
            assertNotEquals(hash, hash(List.of(new Command.DefineLimits(0, 0, limits[0], limits[1], limits[2],
                limits[3], limits[4], limits[5], limits[6]), negotiate)), "limit " + i);
        }
    }

    private static void assertDiffer(final List<Command> some, final List<Command> others)
    {
        final List<Command> first = SmallLine.setUp();
        first.addAll(some);
        final List<Command> second = SmallLine.setUp();
        second.addAll(others);
        assertNotEquals(hash(first), hash(second), () -> some + " and " + others);
    }

    private static long hash(final List<Command> commands)
    {
        return History.of(commands).engine().stateHash();
    }

    /** A short journal with every event in it. */
    private static History everyEvent()
    {
        final List<Command> setUp = SmallLine.setUp();
        setUp.set(0, new Command.DefineLimits(0, 0, 1, 10, 10, 10, 10, 10, 100, 200));
        setUp.add(new Command.AdoptRules(0, 0, 2));
        final History history = History.of(setUp);
        final Command negotiate = new Command.Negotiate(2, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE);
        for (final Command command : List.of(
            negotiate,
            negotiate,
            new Command.ChangeSettings(1, 1, 60_000, 30_000, 7_200_000, 1_800_000),
            new Command.OpenRun(1, 2, 1, 1, 20_575, SmallLine.MIDNIGHT_MS + 86_400_000),
            SmallLine.order(1, 3, 1, 3, "ann", "bob"),
            SmallLine.order(2, 1, 0, 2, "cat"),
            SmallLine.order(2, 2, 2, 4, "dan"),
            SmallLine.order(0, 0, 0, 1, "eve"),
            SmallLine.order(1, 4, 0, 4, "fay", "gus", "hal"),
            new Command.ConfirmPayment(1, 5, 1, 4_000, 7),
            new Command.CancelOrder(1, 6, 2),
            new Command.CloseRun(1, 7, 1),
            new Command.CloseRun(1, 8, 1)))
        {
            history.add(MORNING_MS, command);
        }
        final StateSlice slice = new StateSlice();
        for (int i = 0; i < 2; i++)
        {
            history.engine().takeSlice(slice, 1);
            history.add(MORNING_MS, Command.TakeCheckpoint.of(slice));
        }
        return history.add(MORNING_MS + 60_000, new Command.ExpireHolds(0, 0, 128));
    }
}
