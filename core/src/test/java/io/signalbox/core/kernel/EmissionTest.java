package io.signalbox.core.kernel;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.RunClosedEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Who gets which event: exactly one answers a request, others are told, and each takes a number of its own. */
class EmissionTest
{
    private static final int SLOT = 0;
    private static final int OTHER_SLOT = 1;
    private static final long REQUEST = 7;

    private final long[] nextNumbers = {3, 1};
    private final List<String> told = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Emission.MAX_LENGTH]);
    private final Emission emission = new Emission(new Numbers(), this::apply);

    @Test
    void shouldAnswerWithTheFirstEventAndTellTheSameSessionMore()
    {
        begin();
        emission.asks(SLOT, REQUEST);
        emit();
        emission.tell(SLOT);
        emit();
        emit();
        emission.tell(OTHER_SLOT);
        emit();
        emission.tellNobody();
        emit();
        emission.end();

        assertEquals(List.of("100 #3 answers 7", "100 #4 answers 0", "100 #5 answers 0", "101 #1 answers 0",
            "0 #0 answers 0"), told);
        assertEquals(5, emission.eventCount());
    }

    @Test
    void shouldAnswerAfterItHasToldOthers()
    {
        begin();
        emission.asks(SLOT, REQUEST);
        emission.tell(SLOT);
        emit();
        emission.answer();
        emit();
        emission.end();

        assertEquals(List.of("100 #3 answers 0", "100 #4 answers 7"), told);
    }

    @Test
    void shouldNotAnswerTwice()
    {
        begin();
        emission.asks(SLOT, REQUEST);
        emit();
        assertThrows(IllegalStateException.class, this::emit);
        emission.answer();
        assertThrows(IllegalStateException.class, this::emit);
        assertEquals(1, told.size());
    }

    @Test
    void shouldNotLeaveARequestWithoutAnAnswer()
    {
        begin();
        emission.asks(SLOT, REQUEST);
        assertThrows(IllegalStateException.class, emission::end);
        emission.tell(SLOT);
        emit();
        assertThrows(IllegalStateException.class, emission::end);
    }

    @Test
    void shouldTellNobodyWhatTheHostAsksFor()
    {
        begin();
        emit();
        emit();
        emission.end();
        assertEquals(List.of("0 #0 answers 0", "0 #0 answers 0"), told);
    }

    @Test
    void shouldForgetTheRequestBefore()
    {
        begin();
        emission.asks(SLOT, REQUEST);
        emit();
        begin();
        emit();
        emission.end();
        assertEquals(List.of("100 #3 answers 7", "0 #0 answers 0"), told);
    }

    @Test
    void shouldStopBeforeTheEventsPassTheirBuffer()
    {
        begin();
        while (emission.length() + Frame.MAX_LENGTH <= Emission.MAX_LENGTH)
        {
            emit();
        }
        assertThrows(IllegalStateException.class, this::emit);
    }

    @Test
    void shouldStampTheVersionThatIntroducedTheEvent()
    {
        begin();
        emit();
        final int version = buffer.getShort(
            Frame.MESSAGE_OFFSET + MessageHeaderEncoder.versionEncodingOffset(), LITTLE_ENDIAN);
        assertEquals(MessageTable.introducedVersion(RunClosedEncoder.TEMPLATE_ID), version);
    }

    private void begin()
    {
        emission.begin(buffer, 11, 1_000);
    }

    private void emit()
    {
        final RunClosedEncoder encoder = new RunClosedEncoder();
        encoder.wrapAndApplyHeader(emission.buffer(), emission.claim(), new MessageHeaderEncoder());
        emission.header(encoder.header());
        encoder.runId(1);
        emission.emit(encoder.encodedLength());
    }

    private void apply(final DirectBuffer events, final int frameOffset, final long position)
    {
        final EventHeaderDecoder header = new EventHeaderDecoder();
        header.wrap(events, frameOffset + Frame.BODY_OFFSET);
        assertEquals(11, position);
        assertEquals(11, header.position());
        told.add(header.sessionId() + " #" + header.msgSeqNum() + " answers " + header.refSeqNum());
        if (header.sessionId() != 0)
        {
            nextNumbers[(int)header.sessionId() - 100]++;
        }
    }

    /** Two sessions, 100 and 101. */
    private final class Numbers implements Emission.SessionNumbers
    {
        @Override
        public int id(final int slot)
        {
            return 100 + slot;
        }

        @Override
        public long nextEventNumber(final int slot)
        {
            return nextNumbers[slot];
        }
    }
}
