package io.signalbox.protocol;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FramesTest
{
    private static final int OFFSET = 5;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OFFSET + 3 * Frame.MAX_LENGTH]);
    private final Frames frames = new Frames();

    @Test
    void shouldShowEachFrameInOrder()
    {
        final int length = write(Frame.MIN_LENGTH, Frame.MAX_LENGTH, 13);

        assertEquals(
            List.of("5+12=12", "17+4096=4108", "4113+13=4121"), walk(length));
        assertEquals(3, Frames.count(buffer, OFFSET, length));
        assertEquals(length, Frames.completeLength(buffer, OFFSET, length));
    }

    @Test
    void shouldShowNothingOfNothing()
    {
        assertFalse(new Frames().next());
        assertEquals(List.of(), walk(0));
        assertEquals(0, Frames.count(buffer, OFFSET, 0));
        assertEquals(0, Frames.completeLength(buffer, OFFSET, 0));
    }

    @Test
    void shouldStayBehindTheLastFrame()
    {
        final int length = write(20);
        frames.wrap(buffer, OFFSET, length);
        assertEquals(0, frames.walked());
        assertEquals(0, frames.length());
        assertTrue(frames.next());

        for (int i = 0; i < 2; i++)
        {
            assertFalse(frames.next());
            assertEquals(OFFSET + length, frames.offset());
            assertEquals(0, frames.length());
            assertEquals(length, frames.walked());
        }
    }

    @Test
    void shouldBeginAnew()
    {
        final int length = write(20, 30);

        assertEquals(walk(length), walk(length));
        assertEquals(List.of("5+20=20"), walk(20));
    }

    /** The bytes that the second frame, of 30, is cut to: less than a header, and less than itself. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 11, 12, 29})
    void shouldRefuseAFrameThatIsCut(final int left)
    {
        write(20, 30);
        final int length = 20 + left;

        frames.wrap(buffer, OFFSET, length);
        assertTrue(frames.next());
        final IllegalStateException refusal = assertThrows(IllegalStateException.class, frames::next);

        assertEquals(
            "no complete frame: length " + (left < Frame.MIN_LENGTH ? 0 : 30) + ", bytes left " + left,
            refusal.getMessage());
        assertThrows(IllegalStateException.class, () -> Frames.count(buffer, OFFSET, length));
        assertThrows(IllegalStateException.class, () -> Frames.lengthAt(buffer, OFFSET + 20, OFFSET + length));
        assertEquals(20, Frames.completeLength(buffer, OFFSET, length));
    }

    /** Else a walk would stand still for ever, or show headers that are not there. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11})
    void shouldRefuseALengthThatNoFrameHas(final int length)
    {
        write(20, 30);
        buffer.putShort(OFFSET, (short)length);

        assertThrows(IllegalStateException.class, () -> frames.wrap(buffer, OFFSET, 50).next());
        assertEquals(0, Frames.completeLength(buffer, OFFSET, 50));
    }

    private List<String> walk(final int length)
    {
        final List<String> seen = new ArrayList<>();
        frames.wrap(buffer, OFFSET, length);
        while (frames.next())
        {
            seen.add(frames.offset() + "+" + frames.length() + "=" + frames.walked());
        }
        return seen;
    }

    private int write(final int... lengths)
    {
        int at = OFFSET;
        for (final int length : lengths)
        {
            Frame.writeHeader(buffer, at, length);
            at += length;
        }
        return at - OFFSET;
    }
}
