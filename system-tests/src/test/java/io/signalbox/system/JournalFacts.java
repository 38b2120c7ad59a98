package io.signalbox.system;

import io.signalbox.client.PassengerToken;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.wire.ConfirmPaymentDecoder;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.protocol.wire.RequestHeaderDecoder;
import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in a journal, read once more with plain maps: every event of every order by session and position, every
 * passenger and payment by how often a command with it was applied, and what breaks the rules of numbering.
 */
final class JournalFacts
{
    /** Where an event of an order stands. */
    record Place(long sessionId, long position, long orderId)
    {
    }

    private static final class Numbers
    {
        private long lastRequest;
        private long lastEvent;
    }

    private final EventText texts = new EventText();
    private final RequestHeaderDecoder requestHeader = new RequestHeaderDecoder();
    private final EventHeaderDecoder eventHeader = new EventHeaderDecoder();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
    private final ConfirmPaymentDecoder confirmPayment = new ConfirmPaymentDecoder();
    private final Frames frames = new Frames();
    private final Map<Place, String> events = new HashMap<>();
    private final Map<PassengerToken, Integer> placements = new HashMap<>();
    private final Map<Long, Integer> payments = new HashMap<>();
    private final Map<Long, Numbers> sessions = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long records;

    private JournalFacts()
    {
    }

    /**
     * Read a whole journal.
     */
    static JournalFacts read(final Path path)
    {
        final JournalFacts facts = new JournalFacts();
        try (JournalDirectory directory = JournalDirectory.openForReading(path);
            JournalReader reader = directory.reader())
        {
            while (reader.poll(facts::onRecord, Integer.MAX_VALUE) > 0)
            {
                continue;
            }
        }
        return facts;
    }

    long records()
    {
        return records;
    }

    /**
     * Text of an event.
     *
     * @return null if there is no such event
     */
    String event(final Place place)
    {
        return events.get(place);
    }

    /**
     * How many events of orders begin so.
     */
    long count(final String prefix)
    {
        return events.values().stream().filter((text) -> text.startsWith(prefix)).count();
    }

    /**
     * How often a PlaceOrder with this passenger was applied.
     */
    int placements(final PassengerToken passenger)
    {
        return placements.getOrDefault(passenger, 0);
    }

    /**
     * Passengers of whom more than one PlaceOrder was applied.
     */
    List<PassengerToken> placedTwice()
    {
        return placements.entrySet().stream().filter((each) -> each.getValue() > 1).map(Map.Entry::getKey).toList();
    }

    /**
     * How often a ConfirmPayment with this reference was applied.
     */
    int payments(final long paymentReference)
    {
        return payments.getOrDefault(paymentReference, 0);
    }

    /**
     * Requests that were applied twice or out of order, events that are not numbered without gaps.
     */
    List<String> violations()
    {
        return violations;
    }

    private void onRecord(final JournalRecord record)
    {
        records++;
        final long request = onCommand(record.position(), record.command(), record.commandOffset());
        frames.wrap(record.events(), record.eventsOffset(), record.eventsLength());
        while (frames.next())
        {
            onEvent(record.position(), request, record.events(), frames.offset());
        }
    }

    /** Number of the request; 0 if it has none. */
    private long onCommand(final long position, final DirectBuffer buffer, final int offset)
    {
        final int templateId = Frame.templateId(buffer, offset);
        if (templateId == NegotiateDecoder.TEMPLATE_ID)
        {
            return 0;
        }
        requestHeader.wrap(buffer, offset + Frame.BODY_OFFSET);
        final long number = requestHeader.msgSeqNum();
        if (requestHeader.sessionId() != 0)
        {
            final Numbers numbers = sessions.get(requestHeader.sessionId());
            if (number <= numbers.lastRequest)
            {
                violations.add("position " + position + ": request " + number + " of session " +
                    requestHeader.sessionId() + " was applied after request " + numbers.lastRequest);
            }
            numbers.lastRequest = number;
        }
        if (templateId == PlaceOrderDecoder.TEMPLATE_ID)
        {
            placeOrder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, messageHeader);
            final PlaceOrderDecoder.PassengersDecoder passengers = placeOrder.passengers();
            while (passengers.hasNext())
            {
                passengers.next();
                final byte[] token = new byte[PassengerToken.LENGTH];
                for (int i = 0; i < token.length; i++)
                {
                    token[i] = (byte)passengers.token(i);
                }
                placements.merge(PassengerToken.of(token), 1, Integer::sum);
            }
        }
        else if (templateId == ConfirmPaymentDecoder.TEMPLATE_ID)
        {
            confirmPayment.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, messageHeader);
            payments.merge(confirmPayment.paymentReference(), 1, Integer::sum);
        }
        return number;
    }

    private void onEvent(final long position, final long request, final DirectBuffer buffer, final int offset)
    {
        final int templateId = Frame.templateId(buffer, offset);
        if (templateId == NegotiateResponseDecoder.TEMPLATE_ID)
        {
            final long sessionId = buffer.getInt(offset + Frame.BODY_OFFSET) & 0xFFFF_FFFFL;
            sessions.put(sessionId, new Numbers());
            return;
        }
        if (templateId == NegotiateRejectDecoder.TEMPLATE_ID)
        {
            return;
        }
        eventHeader.wrap(buffer, offset + Frame.BODY_OFFSET);
        final long sessionId = eventHeader.sessionId();
        if (sessionId != 0)
        {
            final Numbers numbers = sessions.get(sessionId);
            if (eventHeader.msgSeqNum() != numbers.lastEvent + 1)
            {
                violations.add("position " + position + ": event " + eventHeader.msgSeqNum() + " of session " +
                    sessionId + " after event " + numbers.lastEvent);
            }
            numbers.lastEvent = eventHeader.msgSeqNum();
        }
        if (eventHeader.position() != position || eventHeader.refSeqNum() != request)
        {
            violations.add("position " + position + ", request " + request + ": event says position " +
                eventHeader.position() + ", request " + eventHeader.refSeqNum());
        }
        final String text = texts.of(buffer, offset);
        if (text != null)
        {
            events.put(new Place(sessionId, position, orderId(text)), text);
        }
    }

    /**
     * Order that a text of {@link EventText} tells of.
     */
    static long orderId(final String text)
    {
        return Long.parseLong(text.split(" ", 3)[1]);
    }
}
