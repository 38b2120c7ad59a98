package io.signalbox.core;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.wire.FlowType;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * No frame that the server's validator lets through may stop the engine, whatever its fields hold. Frames of every
 * command are changed at random bytes; the session and its numbers stay right, as the gateway sees to that.
 */
class HostileFrameTest
{
    private static final int FRAMES = 300_000;
    private static final int SESSION_OFFSET = Frame.BODY_OFFSET;
    private static final int NUMBER_OFFSET = Frame.BODY_OFFSET + 4;
    private static final byte[] EDGES = {0, 1, -1, Byte.MAX_VALUE, Byte.MIN_VALUE, '1', 'A'};

    private final SeatEngine engine = new SeatEngine();
    private final SeatEngine recovered = new SeatEngine();
    private final Decision decision = new Decision();
    private final FrameValidator validator = FrameValidator.forServer();
    private final Random random = new Random(Long.getLong("signalbox.seed", 12_306));
    private long number;

    @Test
    void shouldAnswerEveryValidFrameWithOneEvent()
    {
        System.out.println("seed " + Long.getLong("signalbox.seed", 12_306) + ", change with -Dsignalbox.seed=");
        SmallLine.setUp().forEach(command -> execute(Commands.frame(command)));
        final List<UnsafeBuffer> originals = originals();
        int decided = 0;
        for (int i = 0; i < FRAMES; i++)
        {
            final UnsafeBuffer frame = changed(originals.get(random.nextInt(originals.size())));
            if (validator.validate(frame, 0, frame.capacity()) == FrameValidator.VALID)
            {
                number++;
                frame.putInt(SESSION_OFFSET, 1, LITTLE_ENDIAN);
                frame.putLong(NUMBER_OFFSET, number, LITTLE_ENDIAN);
                execute(frame);
                assertEquals(1, decision.eventCount());
                decided++;
            }
        }
        assertTrue(decided > FRAMES / 4, decided + " of " + FRAMES + " frames were valid");
        assertEquals(engine.stateHash(), recovered.stateHash());
    }

    private void execute(final UnsafeBuffer frame)
    {
        engine.execute(SmallLine.MORNING_MS, frame, 0, frame.capacity(), decision);
        recovered.apply(engine.position(), SmallLine.MORNING_MS, decision.buffer(), 0, decision.length());
    }

    private UnsafeBuffer changed(final UnsafeBuffer original)
    {
        final byte[] bytes = new byte[original.capacity()];
        original.getBytes(0, bytes);
        final int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++)
        {
            // The headers too, now and then: what the validator lets through must be harmless.
            final int from = random.nextInt(8) == 0 ? 0 : Frame.BODY_OFFSET;
            bytes[from + random.nextInt(bytes.length - from)] =
                random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : (byte)random.nextInt();
        }
        return new UnsafeBuffer(bytes);
    }

    private static List<UnsafeBuffer> originals()
    {
        final List<Command> commands = new ArrayList<>();
        commands.add(SmallLine.order(1, 1, 0, 4, "a", "b", "c"));
        commands.add(SmallLine.order(1, 1, 1, 3, "a"));
        commands.add(new Command.ConfirmPayment(1, 1, 1, 1_500, 7));
        commands.add(new Command.CancelOrder(1, 1, 2));
        commands.add(new Command.ChangeSettings(1, 1, 60_000, 30_000, 7_200_000, 1_800_000));
        commands.add(new Command.CloseRun(1, 1, 3));
        commands.add(new Command.OpenRun(1, 1, 1, 1, 20_575, SmallLine.MIDNIGHT_MS));
        commands.addAll(SmallLine.setUp().stream()
            .filter(command -> command instanceof Command.DefineStation || command instanceof Command.DefineLayout ||
                command instanceof Command.DefineService)
            .toList());
        final List<UnsafeBuffer> frames = new ArrayList<>(commands.stream().map(Commands::frame).toList());
        final List<Command.Coach> coaches = new ArrayList<>();
        for (int i = 1; i <= 64; i++)
        {
            coaches.add(new Command.Coach(i, '1' + i % 8, 1, 20, "ABCDEFGH"));
        }
        final List<Command.SeatClass> classes = new ArrayList<>();
        for (int i = 0; i < 8; i++)
        {
            classes.add(new Command.SeatClass('1' + i, 1, 1, "class"));
        }
        frames.add(Commands.frame(new Command.DefineLayout(1, 1, "LARGEST", classes, coaches)));
        final List<Command.Stop> stops = new ArrayList<>();
        for (int i = 0; i < 128; i++)
        {
            stops.add(new Command.Stop(1 + i % 5, i * 60, i * 60, i));
        }
        frames.add(Commands.frame(new Command.DefineService(1, 1, "LONGEST", stops)));
        frames.add(Commands.frame(new Command.DefineStation(1, 1, "NAMED", "n".repeat(80))));
        return frames;
    }

    @Test
    void shouldAnswerEveryValidNegotiation()
    {
        SmallLine.setUp().forEach(command -> execute(Commands.frame(command)));
        final UnsafeBuffer original =
            Commands.frame(new Command.Negotiate(2, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE));
        for (int i = 0; i < 20_000; i++)
        {
            final UnsafeBuffer frame = changed(original);
            if (validator.validate(frame, 0, frame.capacity()) == FrameValidator.VALID)
            {
                execute(frame);
                assertEquals(1, decision.eventCount());
            }
        }
        assertEquals(engine.stateHash(), recovered.stateHash());
    }
}
