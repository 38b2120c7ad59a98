package io.signalbox.core;

import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.FlowType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes commands that are mostly sensible in the present state of the twin and sometimes wrong in one respect. Each
 * command is drawn from a seed of its own, so a shorter list of seeds is a shorter history.
 */
final class RandomCommands
{
    private static final long[] SESSIONS = {1, 4_000_000_000L, 3};
    private static final Channel[] CHANNELS = {Channel.ONLINE, Channel.STATION, Channel.AGENT, Channel.PHONE};

    private final NaiveEngine twin;
    private final RandomWorld world;
    private final List<Event> heldEvents = new ArrayList<>();
    private Random random = new Random(0);
    private long nowMs = RandomWorld.START_MS;

    RandomCommands(final NaiveEngine twin, final RandomWorld world)
    {
        this.twin = twin;
        this.world = world;
    }

    long nowMs()
    {
        return nowMs;
    }

    /** Let later commands know the orders that were held. */
    void onOutcome(final Outcome outcome)
    {
        for (final Event event : outcome.events())
        {
            if (event.name().equals("OrderHeld"))
            {
                heldEvents.add(event);
            }
        }
    }

    Command next(final int seed)
    {
        random = new Random(seed);
        random.nextInt();
        passTime();
        final long session = session();
        final long number = number(session);
        final int kind = random.nextInt(100);
        if (kind < 52)
        {
            return placeOrder(session, number);
        }
        if (kind < 64)
        {
            return confirmPayment(session, number);
        }
        if (kind < 80)
        {
            return new Command.CancelOrder(session, number, orderId());
        }
        if (kind < 90)
        {
            return new Command.ExpireHolds(0, 0, 1 + random.nextInt(random.nextBoolean() ? 2 : 128));
        }
        return kind < 94 ? changeSettings(session, number) : rare(session, number);
    }

    private void passTime()
    {
        final int kind = random.nextInt(100);
        final long deadlineMs = twin.nextDeadlineMs();
        if (kind < 25)
        {
            nowMs += random.nextInt(1_000);
        }
        else if (kind < 36)
        {
            nowMs += random.nextInt(300_000);
        }
        else if (kind < 42 && deadlineMs != Long.MAX_VALUE)
        {
            nowMs = Math.max(nowMs, deadlineMs - 1 + random.nextInt(3));
        }
        else if (kind < 43)
        {
            nowMs += random.nextInt(3_600_000);
        }
    }

    private long session()
    {
        final long session = SESSIONS[random.nextInt(SESSIONS.length)];
        return random.nextInt(30) == 0 || twin.sessionVersionId(session) == 0 ? 0 : session;
    }

    private long number(final long session)
    {
        if (session == 0)
        {
            return 0;
        }
        final long last = twin.lastRequestNumber(session);
        final int kind = random.nextInt(100);
        if (kind < 85)
        {
            return last + 1;
        }
        if (kind == 99 && random.nextInt(10) == 0)
        {
            return random.nextBoolean() ? last + Long.MAX_VALUE : last - 1L - random.nextInt(10);
        }
        return kind < 92 ? last + 1 + random.nextInt(4) : Math.max(0, last - random.nextInt(4));
    }

    private Command placeOrder(final long session, final long number)
    {
        final int runCount = twin.catalogue().runCount();
        final long runId = rarely() ? wrongId(runCount) : 1 + random.nextInt(runCount);
        final NaiveRun run = twin.catalogue().run(runId);
        final int stopCount = run == null ? 5 : run.stopCount();
        int fromStop = stop(stopCount - 1);
        int toStop = fromStop + 1 + random.nextInt(stopCount - 1 - fromStop);
        if (rarely())
        {
            fromStop = random.nextInt(256);
            toStop = rarely() ? fromStop : random.nextInt(stopCount + 2);
        }
        final List<Integer> classCodes = run == null ? List.of((int)'1') : run.classCodes();
        final int classCode = rarely() ? random.nextInt(256) : classCodes.get(random.nextInt(classCodes.size()));
        return new Command.PlaceOrder(session, number, runId, fromStop, toStop, classCode,
            CHANNELS[random.nextInt(4)], seenPosition(), passengers());
    }

    /** Half of the stops of a long run are near the border of a word. */
    private int stop(final int bound)
    {
        if (bound > 64 && random.nextBoolean())
        {
            return 60 + random.nextInt(Math.min(8, bound - 60));
        }
        return random.nextInt(bound);
    }

    private List<String> passengers()
    {
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 9 : world.size().maxParty());
        if (rarely())
        {
            count = new int[]{0, 10, 11, 200}[random.nextInt(4)];
        }
        final int first = random.nextInt(1_000);
        final List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            tokens.add("passenger" + (first + i));
        }
        if (count > 1 && rarely())
        {
            tokens.set(random.nextInt(count), tokens.get(0));
            tokens.set(count - 1, tokens.get(random.nextInt(count - 1)));
        }
        return tokens;
    }

    private long seenPosition()
    {
        if (rarely())
        {
            return random.nextBoolean() ? twin.position() + 1 + random.nextInt(3) : -1L - random.nextInt(3);
        }
        return random.nextBoolean() ? 0 : Math.max(0, twin.position() - random.nextInt(5));
    }

    private long orderId()
    {
        if (heldEvents.isEmpty() || rarely())
        {
            final long[] ids = {0, 1, 100_000, 1L << 32, (1L << 32) + 1, -1, Long.MIN_VALUE + 1};
            return ids[random.nextInt(ids.length)];
        }
        final int back = random.nextInt(random.nextInt(3) == 0 ? heldEvents.size() : Math.min(6, heldEvents.size()));
        return heldEvents.get(heldEvents.size() - 1 - back).number("orderId");
    }

    private Command confirmPayment(final long session, final long number)
    {
        final long orderId = orderId();
        long amount = 0;
        for (final Event held : heldEvents)
        {
            if (held.number("orderId") == orderId)
            {
                amount = held.number("amount");
            }
        }
        return new Command.ConfirmPayment(
            session, number, orderId, amount + (rarely() ? 1 - random.nextInt(3) : 0), random.nextLong());
    }

    private Command changeSettings(final long session, final long number)
    {
        final long[] holds = {100, 60_000, 1_200_000, 604_800_000, 99, 604_800_001};
        final long[] spans = {0, 60_000, 1_800_000, 7_200_000, 2_592_000_000L, -1, 2_592_000_001L};
        return new Command.ChangeSettings(
            session,
            number,
            holds[random.nextInt(rarely() ? 6 : 4)],
            holds[random.nextInt(rarely() ? 6 : 4)],
            spans[random.nextInt(rarely() ? 7 : 5)],
            spans[random.nextInt(rarely() ? 7 : 3)]);
    }

    private Command rare(final long session, final long number)
    {
        final int runCount = twin.catalogue().runCount();
        return switch (random.nextInt(9))
        {
            case 0, 1 -> negotiate();
            case 2 -> new Command.CloseRun(
                session, number, random.nextInt(3) == 0 ? wrongId(runCount) : 1 + random.nextInt(runCount));
            case 3 -> new Command.OpenRun(session, number, random.nextInt(5), random.nextInt(5),
                random.nextInt(6), RandomWorld.START_MS + random.nextInt(6) * 3_600_000L);
            case 4 -> RandomDefinitions.again(
                world.setUp().get(random.nextInt(world.setUp().size())), session, number);
            case 5 -> new Command.DefineLimits(0, 0, 1, 1, 1, 1, 1, 1, random.nextInt(2));
            default -> RandomDefinitions.next(random, session, number);
        };
    }

    private Command negotiate()
    {
        final long[] sessions = {0, 1, 4_000_000_000L, 3, 9};
        final long session = sessions[random.nextInt(sessions.length)];
        final long version = twin.sessionVersionId(session) + random.nextInt(4) - 1;
        return new Command.Negotiate(session, rarely() ? -5 : version,
            rarely() ? FlowType.RECOVERABLE : FlowType.IDEMPOTENT,
            rarely() ? FlowType.IDEMPOTENT : FlowType.RECOVERABLE);
    }

    private long wrongId(final int count)
    {
        final long[] ids = {0, count + 1, 4_294_967_294L, 2_147_483_648L};
        return ids[random.nextInt(ids.length)];
    }

    private boolean rarely()
    {
        return random.nextInt(25) == 0;
    }
}
