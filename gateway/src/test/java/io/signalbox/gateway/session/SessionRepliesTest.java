package io.signalbox.gateway.session;

import io.signalbox.protocol.EventFields;
import io.signalbox.protocol.Frame;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Random;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SessionRepliesTest
{
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);

    private void append(final SessionReplies replies, final long request, final int length, final int mark)
    {
        Frame.writeHeader(frame, 0, length);
        frame.putLong(EventFields.REF_SEQ_NUM_OFFSET, request, LITTLE_ENDIAN);
        frame.putInt(length - 4, mark);
        replies.append(frame, 0, length);
    }

    /** What a list of the last events says about a request. */
    private record Kept(long request, int length, int mark)
    {
    }

    @Property(tries = 300)
    void findsWhatAListOfTheLastEventsHolds(
        @ForAll @IntRange(min = 1, max = 40) final int maxEvents, @ForAll final long seed)
    {
        final Random random = new Random(seed);
        final SessionReplies replies = new SessionReplies(maxEvents);
        final ArrayDeque<Kept> kept = new ArrayDeque<>();
        long request = 0;
        long forgotten = 0;
        for (int i = 0; i < 200; i++)
        {
            final boolean answers = random.nextInt(4) > 0;
            request += answers ? 1 + (random.nextInt(5) == 0 ? random.nextInt(3) : 0) : 0;
            final int length = random.nextInt(20) == 0 ? Frame.MAX_LENGTH : 52 + random.nextInt(200);
            append(replies, answers ? request : 0, length, i);
            kept.addLast(new Kept(answers ? request : 0, length, i));
            if (kept.size() > maxEvents)
            {
                forgotten = Math.max(forgotten, kept.removeFirst().request());
            }
            final long asked = random.nextLong(request + 3);
            expectAsTheList(replies, kept, forgotten, asked);
            expectAsTheList(replies, kept, forgotten, request);
        }
    }

    private static void expectAsTheList(
        final SessionReplies replies, final ArrayDeque<Kept> kept, final long forgotten, final long asked)
    {
        final int found = replies.find(asked);
        for (final Kept event : kept)
        {
            if (asked > 0 && event.request() == asked)
            {
                assertTrue(found >= 0, "request " + asked + " gives " + found);
                assertEquals(event.length(), Frame.length(replies.buffer(), found));
                assertEquals(asked, replies.buffer().getLong(found + EventFields.REF_SEQ_NUM_OFFSET, LITTLE_ENDIAN));
                assertEquals(event.mark(), replies.buffer().getInt(found + event.length() - 4));
                return;
            }
        }
        final boolean old = asked > 0 && asked <= forgotten;
        assertEquals(old ? SessionReplies.NO_LONGER_KEPT : SessionReplies.NEVER_APPLIED, found, "request " + asked);
    }

    @Test
    void shouldFindRequestsWithNumbersBeyondTheSignedOnes()
    {
        final SessionReplies replies = new SessionReplies(3);
        final long[] numbers = {1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 5, -1};
        for (int i = 0; i < numbers.length; i++)
        {
            append(replies, numbers[i], 60, i);
        }
        assertEquals(SessionReplies.NO_LONGER_KEPT, replies.find(1));
        assertEquals(SessionReplies.NO_LONGER_KEPT, replies.find(Long.MAX_VALUE));
        assertEquals(SessionReplies.NEVER_APPLIED, replies.find(0));
        assertEquals(SessionReplies.NEVER_APPLIED, replies.find(Long.MIN_VALUE + 1));
        for (int i = 2; i < numbers.length; i++)
        {
            assertEquals(i, replies.buffer().getInt(replies.find(numbers[i]) + 56));
        }
    }

    @Test
    void shouldForgetEverythingWhenTheSessionStartsAgain()
    {
        final SessionReplies replies = new SessionReplies(2);
        append(replies, 1, 60, 1);
        append(replies, 2, 60, 2);
        append(replies, 3, 60, 3);
        assertEquals(SessionReplies.NO_LONGER_KEPT, replies.find(1));
        replies.clear();
        assertEquals(SessionReplies.NEVER_APPLIED, replies.find(1));
        assertEquals(SessionReplies.NEVER_APPLIED, replies.find(3));
        append(replies, 1, 60, 4);
        assertEquals(4, replies.buffer().getInt(replies.find(1) + 56));
    }
}
