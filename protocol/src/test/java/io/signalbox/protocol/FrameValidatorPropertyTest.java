package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Message;
import io.signalbox.protocol.wire.TerminateCode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds for every frame, and for bytes that are none. */
class FrameValidatorPropertyTest
{
    private static final int FIRST_FRAME_CODE = TerminateCode.FRAME_LENGTH_INVALID.value();
    private static final int LAST_FRAME_CODE = TerminateCode.ENUM_VALUE_INVALID.value();
    private static final int RANDOM_RUNS = 250_000;
    private static final int GUARD = 16;
    private static final MessageShape[] SHAPES =
        Arrays.stream(MessageTable.templateIds()).mapToObj(MessageTable::shape).toArray(MessageShape[]::new);

    private final WireSchema schema;
    private final List<FrameValidator> validators = List.of(
        FrameValidator.forServer(), FrameValidator.forClient(), FrameValidator.forHost(),
        FrameValidator.forJournalCommand(), FrameValidator.forJournalEvent());

    FrameValidatorPropertyTest() throws Exception
    {
        schema = WireSchema.wire();
    }

    @Property(tries = 500)
    void everyEncodableMessageIsValidForSomebody(@ForAll final long seed, @ForAll final int index)
    {
        final Message message = message(index);
        final byte[] frame = FrameOfValues.encode(message, RandomValues.of(schema, message, new Random(seed)));
        assertTrue(validatorOf(frame) != null, message.name());
    }

    @Property(tries = 100)
    void everyTruncationIsInvalid(@ForAll final long seed, @ForAll final int index)
    {
        final Message message = message(index);
        final byte[] frame = FrameOfValues.encode(message, RandomValues.of(schema, message, new Random(seed)));
        final FrameValidator validator = validatorOf(frame);
        for (int length = 0; length < frame.length; length++)
        {
            final byte[] cut = Arrays.copyOf(frame, length);
            assertEquals(FIRST_FRAME_CODE, validator.validate(guarded(cut), GUARD, length));
            if (length >= Frame.MIN_LENGTH)
            {
                final UnsafeBuffer shorter = new UnsafeBuffer(cut);
                Frame.writeHeader(shorter, 0, length);
                assertRefusal(validator, validator.validate(guarded(cut), GUARD, length), message.name());
            }
        }
    }

    @Property(tries = 500)
    void anyChangedByteNeverThrowsAndNeverReadsOutside(
        @ForAll final long seed, @ForAll final int index)
    {
        final Message message = message(index);
        final Random random = new Random(seed);
        final byte[] frame = FrameOfValues.encode(message, RandomValues.of(schema, message, random));
        for (int i = 0; i < 200; i++)
        {
            final byte[] changed = frame.clone();
            final int at = random.nextBoolean() ?
                random.nextInt(Frame.BODY_OFFSET) : random.nextInt(frame.length);
            changed[at] = (byte)random.nextInt(256);
            for (final FrameValidator validator : validators)
            {
                final int code = validator.validate(guarded(changed), GUARD, changed.length);
                if (code != FrameValidator.VALID)
                {
                    assertRefusal(validator, code, message.name());
                }
            }
        }
    }

    /** A million executions; every code of the validator is reached by each quarter of them. */
    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void randomBytesAreRefusedWithATypedReason(@ForAll final long seed)
    {
        final Random random = new Random(seed);
        final byte[] bytes = new byte[96];
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final int[] seen = new int[256];
        for (int i = 0; i < RANDOM_RUNS; i++)
        {
            random.nextBytes(bytes);
            final int offset = random.nextInt(32);
            final int available = random.nextInt(bytes.length - offset + 1);
            wrapPlausibly(buffer, offset, available, random);
            final UnsafeBuffer window = new UnsafeBuffer(bytes, offset, available);
            final FrameValidator validator = validators.get(i % validators.size());
            final int code = validator.validate(window, 0, available);
            assertEquals(code, validator.validate(buffer, offset, available), () -> "seed " + seed);
            assertTrue(code == FrameValidator.VALID || code >= FIRST_FRAME_CODE && code <= LAST_FRAME_CODE,
                () -> "code " + code + " of seed " + seed);
            seen[code]++;
        }
        for (int code = FIRST_FRAME_CODE; code <= LAST_FRAME_CODE; code++)
        {
            final boolean gatewayOnly = code == TerminateCode.SESSION_ID_MISMATCH.value();
            assertTrue(gatewayOnly || seen[code] > 0, "never seen: code " + code + " of seed " + seed);
        }
    }

    @Test
    void shouldAllocateNothing()
    {
        final List<UnsafeBuffer> frames = new ArrayList<>();
        for (final Message message : schema.messages())
        {
            frames.add(new UnsafeBuffer(
                FrameOfValues.encode(message, RandomValues.of(schema, message, new Random(3)))));
        }
        final var threads = (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long id = Thread.currentThread().getId();
        final FrameValidator[] all = validators.toArray(new FrameValidator[0]);
        final UnsafeBuffer[] buffers = frames.toArray(new UnsafeBuffer[0]);
        long least = Long.MAX_VALUE;
        int codes = 0;
        for (int round = 0; round < 20 && least > 0; round++)
        {
            codes = validateAll(all, buffers, 100);
            final long before = threads.getThreadAllocatedBytes(id);
            codes += validateAll(all, buffers, 100);
            least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
        }
        assertNotEquals(0, codes);
        assertEquals(0, least, "bytes allocated by " + 100 * all.length * buffers.length + " validations");
    }

    private static int validateAll(final FrameValidator[] all, final UnsafeBuffer[] buffers, final int times)
    {
        int codes = 0;
        for (int i = 0; i < times; i++)
        {
            for (final FrameValidator validator : all)
            {
                for (final UnsafeBuffer buffer : buffers)
                {
                    codes += validator.validate(buffer, 0, buffer.capacity());
                }
            }
        }
        return codes;
    }

    /** Half of the runs get headers that are right so far, so that the later checks are reached too. */
    private static void wrapPlausibly(
        final UnsafeBuffer buffer, final int offset, final int available, final Random random)
    {
        final int depth = random.nextInt(14);
        if (available < Frame.MIN_LENGTH + 3)
        {
            return;
        }
        final MessageShape shape = SHAPES[random.nextInt(SHAPES.length)];
        final int[] at = {0, 2, 8, 10, 6, 4, Frame.BODY_OFFSET + shape.block().newestLength()};
        final int[] right = {available, Frame.ENCODING_TYPE, 1, 1, shape.templateId(),
            shape.block().newestLength(), shape.groups().length > 0 ? shape.groups()[0].newestLength() : 0};
        for (int i = 0; i < Math.min(depth, at.length); i++)
        {
            if (at[i] + 2 < available)
            {
                buffer.putShort(offset + at[i], (short)right[i], LITTLE_ENDIAN);
            }
        }
        if (random.nextInt(8) == 0)
        {
            buffer.putShort(offset + 10, (short)random.nextInt(3), LITTLE_ENDIAN);
        }
        if (depth > 10)
        {
            endEmpty(buffer, offset, available, shape);
        }
    }

    /** Every group and every data of the shape empty, and the frame ends behind them. */
    private static void endEmpty(
        final UnsafeBuffer buffer, final int offset, final int available, final MessageShape shape)
    {
        int length = Frame.BODY_OFFSET + shape.block().newestLength();
        if (length + 3 * shape.groups().length + 2 * shape.data().length > available)
        {
            return;
        }
        for (final MessageShape.Block group : shape.groups())
        {
            buffer.putShort(offset + length, (short)group.newestLength(), LITTLE_ENDIAN);
            buffer.putByte(offset + length + 2, (byte)0);
            length += 3;
        }
        for (int i = 0; i < shape.data().length; i++)
        {
            buffer.putShort(offset + length, (short)0, LITTLE_ENDIAN);
            length += 2;
        }
        buffer.putShort(offset, (short)length, LITTLE_ENDIAN);
    }

    private Message message(final int index)
    {
        return schema.messages().get(Math.floorMod(index, schema.messages().size()));
    }

    /** The frame alone in a buffer that ends with it: a read behind it is out of bounds and throws. */
    private static DirectBuffer guarded(final byte[] frame)
    {
        final byte[] bytes = new byte[GUARD + frame.length];
        System.arraycopy(frame, 0, bytes, GUARD, frame.length);
        return new GuardedBuffer(bytes, GUARD);
    }

    private FrameValidator validatorOf(final byte[] frame)
    {
        for (final FrameValidator validator : validators)
        {
            if (validator.validate(guarded(frame), GUARD, frame.length) == FrameValidator.VALID)
            {
                return validator;
            }
        }
        return null;
    }

    private static void assertRefusal(final FrameValidator validator, final int code, final String name)
    {
        assertTrue(code >= FIRST_FRAME_CODE && code <= LAST_FRAME_CODE, name + ": code " + code);
        assertTrue(validator.describe().length() > 10, name + ": " + validator.describe());
    }
}
