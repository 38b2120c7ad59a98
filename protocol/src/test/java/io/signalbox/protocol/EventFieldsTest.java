package io.signalbox.protocol;

import io.signalbox.protocol.wire.CancelOrderEncoder;
import io.signalbox.protocol.wire.EventHeaderEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.OrderConfirmedEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class EventFieldsTest
{
    private static final int OFFSET = 24;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    @Test
    void shouldReadTheHeaderOfAnEvent()
    {
        final EventHeaderEncoder header = new OrderConfirmedEncoder()
            .wrapAndApplyHeader(buffer, OFFSET + Frame.MESSAGE_OFFSET, new MessageHeaderEncoder()).header();
        header.sessionId(0xFFFF_FFFEL).msgSeqNum(0x1_0000_0002L).refSeqNum(0x3_0000_0004L).position(0x5_0000_0006L);
        assertEquals(-2, EventFields.sessionId(buffer, OFFSET));
        assertEquals(0x1_0000_0002L, EventFields.msgSeqNum(buffer, OFFSET));
        assertEquals(0x3_0000_0004L, EventFields.refSeqNum(buffer, OFFSET));
        assertEquals(0x5_0000_0006L, EventFields.position(buffer, OFFSET));
    }

    @Test
    void shouldReadTheFirstFieldsOfACommand()
    {
        new CancelOrderEncoder().wrapAndApplyHeader(buffer, OFFSET + Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .header().sessionId(7).msgSeqNum(8);
        assertEquals(7, EventFields.sessionId(buffer, OFFSET));
        assertEquals(8, EventFields.msgSeqNum(buffer, OFFSET));
    }
}
