package io.signalbox.cli.demo;

import io.signalbox.client.CancelResult;
import io.signalbox.client.Offer;
import io.signalbox.client.OrderCancelled;
import io.signalbox.client.OrderConfirmed;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.OrderResult;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.PaymentResult;
import io.signalbox.client.PlaceOrder;
import io.signalbox.client.RunsFound;
import io.signalbox.client.SignalboxClient;
import io.signalbox.protocol.wire.Channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Somebody at the counter: searches, mostly only looks, sometimes orders what was shown, then pays, cancels or forgets
 * it; then the next visitor takes the place. Lives on the client's event loop.
 */
final class Visitor
{
    private final SignalboxClient client;
    private final Demand demand;
    private final Tally tally;
    private final Deferred deferred;
    private final DemoOptions options;
    private Demand.Wish wish;
    private long startNs;

    Visitor(
        final SignalboxClient client,
        final Demand demand,
        final Tally tally,
        final Deferred deferred,
        final DemoOptions options)
    {
        this.client = client;
        this.demand = demand;
        this.tally = tally;
        this.deferred = deferred;
        this.options = options;
    }

    /** Come in; the returned future is done when the visitor has left for good. */
    CompletableFuture<Void> visit()
    {
        final CompletableFuture<Void> left = new CompletableFuture<>();
        search(left);
        return left;
    }

    private void search(final CompletableFuture<Void> left)
    {
        if (deferred.isClosing())
        {
            left.complete(null);
            return;
        }
        wish = demand.nextWish();
        startNs = System.nanoTime();
        client.searchRuns(wish.fromCode(), wish.toCode(), wish.date())
            .whenComplete((found, error) -> onFound(found, error, left));
    }

    private void onFound(final RunsFound found, final Throwable error, final CompletableFuture<Void> left)
    {
        if (error != null)
        {
            onError(error, left);
            return;
        }
        tally.searchNs.recordValue(System.nanoTime() - startNs);
        tally.searches.increment();
        if (!demand.isOrder(options.searchesPerOrder()))
        {
            search(left);
            return;
        }
        tally.wanted.increment();
        final int partySize = demand.nextPartySize();
        final Offer offer = choose(found.offers(), partySize);
        if (offer == null)
        {
            tally.nothingOffered.increment();
            search(left);
            return;
        }
        // The view that was seen is a little old by then: somebody else may have been faster.
        deferred.after(
            demand.nextThoughtMs(), () -> order(offer, found.asOf().position(), partySize, left));
    }

    /** What is wanted, or for some people anything that goes there; null if that is not there. */
    private Offer choose(final List<Offer> offers, final int partySize)
    {
        final List<Offer> possible = offers.stream()
            .filter(offer -> offer.onSale() && offer.seats() >= partySize)
            .collect(Collectors.toList());
        final Optional<Offer> wanted = possible.stream()
            .filter(offer -> offer.serviceCode().equals(wish.serviceCode()) && offer.classCode() == wish.classCode())
            .findFirst();
        if (wanted.isPresent())
        {
            return wanted.get();
        }
        return possible.isEmpty() || !demand.isFlexible() ? null : possible.get(demand.nextChoice(possible.size()));
    }

    private CompletableFuture<?> order(
        final Offer offer, final long seenPosition, final int partySize, final CompletableFuture<Void> left)
    {
        final List<PassengerToken> passengers = new ArrayList<>();
        for (int i = 0; i < partySize; i++)
        {
            passengers.add(new PassengerToken(demand.nextToken(), demand.nextToken()));
        }
        tally.orders.increment();
        startNs = System.nanoTime();
        return client.placeOrder(new PlaceOrder(
                offer.runId(),
                offer.fromStop(),
                offer.toStop(),
                offer.classCode(),
                Channel.ONLINE,
                seenPosition,
                passengers))
            .whenComplete((result, error) -> onOrdered(result, error, left));
    }

    private void onOrdered(final OrderResult result, final Throwable error, final CompletableFuture<Void> left)
    {
        if (error != null)
        {
            onError(error, left);
            return;
        }
        tally.orderNs.recordValue(System.nanoTime() - startNs);
        if (result instanceof OrderHeld held)
        {
            tally.held.increment();
            decideFate(held);
        }
        else
        {
            tally.onRefused(((OrderRefused)result).reason());
        }
        search(left);
    }

    private void decideFate(final OrderHeld held)
    {
        final Demand.Fate fate = demand.nextFate();
        final long delayMs = demand.nextDelayMs(options.holdMs());
        if (fate == Demand.Fate.PAY)
        {
            deferred.after(delayMs, () -> client.confirmPayment(held.orderId(), held.amount(), held.orderId())
                .whenComplete(this::onPaid));
        }
        else if (fate == Demand.Fate.CANCEL)
        {
            deferred.after(delayMs, () -> client.cancelOrder(held.orderId()).whenComplete(this::onCancelled));
        }
    }

    private void onPaid(final PaymentResult result, final Throwable error)
    {
        if (error != null)
        {
            tally.onError(error);
        }
        else if (result instanceof OrderConfirmed)
        {
            tally.paid.increment();
        }
        else
        {
            tally.tooLate.increment();
        }
    }

    private void onCancelled(final CancelResult result, final Throwable error)
    {
        if (error != null)
        {
            tally.onError(error);
        }
        else if (result instanceof OrderCancelled)
        {
            tally.cancelled.increment();
        }
        else
        {
            tally.tooLate.increment();
        }
    }

    private void onError(final Throwable error, final CompletableFuture<Void> left)
    {
        tally.onError(error);
        left.complete(null);
    }
}
