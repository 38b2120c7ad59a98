package io.signalbox.system;

import io.signalbox.client.OrderHeld;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.StampedEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything that callers were told, for the comparison with the journal. Filled by any thread.
 */
final class Answers
{
    /** What one session was told. */
    record Told(long sessionId, StampedEvent event)
    {
    }

    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<Told> expiries = new ConcurrentLinkedQueue<>();
    private final Queue<PassengerToken> notPlaced = new ConcurrentLinkedQueue<>();
    private final Queue<Long> notPaid = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> failures = new ConcurrentHashMap<>();

    void asked()
    {
        asked.incrementAndGet();
    }

    /**
     * A call has ended, in whatever way.
     */
    void ended()
    {
        ended.incrementAndGet();
    }

    void acknowledged(final long sessionId, final StampedEvent event)
    {
        told.add(new Told(sessionId, event));
        acknowledged.incrementAndGet();
    }

    void expired(final long sessionId, final StampedEvent event)
    {
        expiries.add(new Told(sessionId, event));
    }

    void notPlaced(final PassengerToken passenger, final String reason)
    {
        notPlaced.add(passenger);
        failures.merge(reason, 1L, Long::sum);
    }

    void notPaid(final long paymentReference, final String reason)
    {
        notPaid.add(paymentReference);
        failures.merge(reason, 1L, Long::sum);
    }

    void notCancelled(final String reason)
    {
        failures.merge(reason, 1L, Long::sum);
    }

    void unknown(final String reason)
    {
        unknown.incrementAndGet();
        failures.merge(reason, 1L, Long::sum);
    }

    void unexpected(final String text)
    {
        unexpected.add(text);
    }

    /**
     * Calls that have not ended.
     */
    long waiting()
    {
        return asked.get() - ended.get();
    }

    long acknowledged()
    {
        return acknowledged.get();
    }

    /**
     * Answers of one kind.
     */
    long acknowledged(final Class<? extends StampedEvent> kind)
    {
        return told.stream().map(Told::event).filter(kind::isInstance).count();
    }

    /**
     * Holds that a session was told to have expired.
     */
    long expiries()
    {
        return expiries.size();
    }

    /**
     * Calls that ended without anybody knowing whether they were applied.
     */
    long unknown()
    {
        return unknown.get();
    }

    /**
     * Compare with a journal.
     *
     * @return what does not agree, empty if everything does
     */
    List<String> differencesFrom(final JournalFacts facts)
    {
        final List<String> differences = new ArrayList<>(facts.violations());
        facts.placedTwice().forEach((passenger) -> differences.add("placed twice: " + passenger));
        unexpected.forEach((text) -> differences.add("unexpected: " + text));
        notPlaced.stream().filter((passenger) -> facts.placements(passenger) > 0)
            .forEach((passenger) -> differences.add("called not applied, but placed: " + passenger));
        notPaid.stream().filter((reference) -> facts.payments(reference) > 0)
            .forEach((reference) -> differences.add("called not applied, but paid: " + reference));
        final Map<JournalFacts.Place, Told> seen = new ConcurrentHashMap<>();
        told.forEach((each) -> compare(facts, seen, each, differences));
        expiries.forEach((each) -> compare(facts, seen, each, differences));
        return differences;
    }

    private static void compare(
        final JournalFacts facts,
        final Map<JournalFacts.Place, Told> seen,
        final Told each,
        final List<String> differences)
    {
        final String text = EventText.of(each.event());
        final JournalFacts.Place place = new JournalFacts.Place(
            each.sessionId(), each.event().position(), JournalFacts.orderId(text));
        final String journaled = facts.event(place);
        if (!text.equals(journaled))
        {
            differences.add(place + ": told '" + text + "', journaled '" + journaled + "'");
        }
        if (seen.put(place, each) != null)
        {
            differences.add(place + ": told twice: " + text);
        }
    }

    /**
     * Orders that were said to be held.
     */
    List<OrderHeld> held()
    {
        return told.stream().map(Told::event)
            .filter(OrderHeld.class::isInstance).map(OrderHeld.class::cast).toList();
    }

    @Override
    public String toString()
    {
        return asked + " asked, " + acknowledged + " acknowledged, " + expiries.size() + " told to have expired, " +
            waiting() + " waiting, failed: " + failures;
    }
}
