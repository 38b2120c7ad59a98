package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.MessageKind;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.CheckpointTakenDecoder;
import io.signalbox.protocol.wire.LimitsDefinedDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/**
 * The client knows every event of the schema that may be addressed to a session.
 */
class EventDecoderTest
{
    private static final Set<Integer> ADDRESSED_TO_NO_SESSION =
        Set.of(LimitsDefinedDecoder.TEMPLATE_ID, CheckpointTakenDecoder.TEMPLATE_ID);

    /** More than any block; the zeros behind it are empty groups and data. */
    private static final int BLOCK_LENGTH = 500;

    static IntStream eventsForSessions()
    {
        return Arrays.stream(MessageTable.templateIds())
            .filter(templateId -> MessageTable.kind(templateId) == MessageKind.EVENT)
            .filter(MessageTable::hasEventHeader)
            .filter(templateId -> !ADDRESSED_TO_NO_SESSION.contains(templateId));
    }

    /** So that a client can number an event that it does not know; both of these answer without a session. */
    @Test
    void shouldFindTheHeaderInEveryEventButThoseOfANegotiation()
    {
        assertEquals(
            Set.of(NegotiateResponseDecoder.TEMPLATE_ID, NegotiateRejectDecoder.TEMPLATE_ID),
            Arrays.stream(MessageTable.templateIds())
                .filter(templateId -> MessageTable.kind(templateId) == MessageKind.EVENT)
                .filter(templateId -> !MessageTable.hasEventHeader(templateId))
                .boxed()
                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("eventsForSessions")
    void shouldDecodeEveryEventThatIsForASession(final int templateId)
    {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[1_000]);
        new MessageHeaderEncoder().wrap(frame, Frame.MESSAGE_OFFSET).blockLength(BLOCK_LENGTH).templateId(templateId)
            .schemaId(MessageHeaderEncoder.SCHEMA_ID).version(MessageHeaderEncoder.SCHEMA_VERSION);

        assertNotNull(new EventDecoder().decode(templateId, frame, 0));
    }
}
