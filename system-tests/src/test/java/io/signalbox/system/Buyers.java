package io.signalbox.system;

import io.signalbox.client.ClientConfig;
import io.signalbox.client.ClientListener;
import io.signalbox.client.ClientThreads;
import io.signalbox.client.HoldExpired;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.PlaceOrder;
import io.signalbox.client.RequestNotAppliedException;
import io.signalbox.client.RequestOutcomeUnknownException;
import io.signalbox.client.SignalboxClient;
import io.signalbox.client.SignalboxException;
import io.signalbox.client.StampedEvent;
import io.signalbox.protocol.wire.Channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sessions that place orders, pay some, cancel some and leave some to expire, all the time and whatever happens to the
 * server: the client reconnects and sends again by itself. Everything that they were told is kept in {@link Answers}.
 */
final class Buyers implements AutoCloseable
{
    private static final int PAUSE_US = 1_500;
    private static final int MAX_PASSENGERS = 3;
    private static final int OUT_OF = 100;
    private static final int PAY = 40;
    private static final int CANCEL = 75;

    private final Answers answers = new Answers();
    private final AtomicInteger reconnects = new AtomicInteger();
    private final ClientThreads threads = ClientThreads.start(1);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final List<SignalboxClient> clients = new ArrayList<>();
    private final List<Integer> runs;
    private final Random random;
    private long lastNumber;
    private volatile boolean stopping;

    /**
     * Connect the sessions 1 to {@code sessions}.
     */
    Buyers(final int port, final int sessions, final List<Integer> runs, final long seed)
    {
        this.runs = runs;
        random = new Random(seed);
        for (int id = 1; id <= sessions; id++)
        {
            clients.add(Await.answer(SignalboxClient.connect(config(port, id), new Listener(id), threads)));
        }
    }

    private static ClientConfig config(final int port, final int sessionId)
    {
        return ClientConfig.builder("127.0.0.1", port, sessionId)
            .reconnectMinMs(2)
            .reconnectMaxMs(50)
            .keepAliveMs(1_000)
            .connectTimeoutMs(60_000)
            .requestTimeoutMs(60_000)
            .build();
    }

    /**
     * Begin, with so many orders at a time in each session.
     */
    void start(final int ordersAtATime)
    {
        for (final SignalboxClient client : clients)
        {
            for (int i = 0; i < ordersAtATime; i++)
            {
                executor.execute(() -> placeNext(client));
            }
        }
    }

    Answers answers()
    {
        return answers;
    }

    int reconnects()
    {
        return reconnects.get();
    }

    /**
     * Wait until so many more requests were acknowledged.
     */
    void awaitAcknowledged(final int more)
    {
        final long until = answers.acknowledged() + more;
        Await.until(more + " more answers: " + answers, Duration.ofSeconds(60), () -> answers.acknowledged() >= until);
    }

    /**
     * Ask for nothing more, and wait for the answers that are due.
     */
    void stopAsking()
    {
        stopping = true;
        Await.until("every caller has an answer: " + answers, Duration.ofSeconds(70), () -> answers.waiting() == 0);
    }

    /**
     * Ask for nothing more, and close the sessions, which ends every call.
     */
    @Override
    public void close()
    {
        stopping = true;
        clients.forEach(SignalboxClient::close);
        Await.until("closing ends every call: " + answers, Duration.ofSeconds(60), () -> answers.waiting() == 0);
        executor.shutdownNow();
        threads.close();
    }

    private void placeNext(final SignalboxClient client)
    {
        if (stopping)
        {
            return;
        }
        final long sessionId = client.config().sessionId();
        final List<PassengerToken> passengers = new ArrayList<>();
        for (int i = random.nextInt(MAX_PASSENGERS); i >= 0; i--)
        {
            lastNumber++;
            passengers.add(new PassengerToken(sessionId, lastNumber));
        }
        final int from = random.nextInt(Line.STOPS - 1);
        final int to = from + 1 + random.nextInt(Line.STOPS - 1 - from);
        final int run = runs.get(random.nextInt(runs.size()));
        ask(
            client,
            client.placeOrder(new PlaceOrder(run, from, to, Line.CLASS_CODE, Channel.ONLINE, 0, passengers)),
            (answer) -> onPlaced(client, answer),
            (reason) -> answers.notPlaced(passengers.get(0), reason));
    }

    private void onPlaced(final SignalboxClient client, final StampedEvent answer)
    {
        final int choice = random.nextInt(OUT_OF);
        if (!(answer instanceof OrderHeld held) || choice >= CANCEL || stopping)
        {
            placeLater(client);
        }
        else if (choice < PAY)
        {
            lastNumber++;
            final long reference = lastNumber;
            ask(
                client,
                client.confirmPayment(held.orderId(), held.amount(), reference),
                (paid) -> placeLater(client),
                (reason) -> answers.notPaid(reference, reason));
        }
        else
        {
            ask(
                client,
                client.cancelOrder(held.orderId()),
                (cancelled) -> placeLater(client),
                answers::notCancelled);
        }
    }

    private void placeLater(final SignalboxClient client)
    {
        if (!stopping)
        {
            executor.schedule(() -> placeNext(client), PAUSE_US, TimeUnit.MICROSECONDS);
        }
    }

    private void ask(
        final SignalboxClient client,
        final CompletableFuture<? extends StampedEvent> call,
        final Consumer<StampedEvent> next,
        final Consumer<String> onNotApplied)
    {
        answers.asked();
        // Told when the client tells it, acted on elsewhere: what comes next must not stand on the client's stack.
        call.whenComplete((answer, error) ->
        {
            if (answer != null)
            {
                answers.acknowledged(client.config().sessionId(), answer);
            }
        }).whenCompleteAsync((answer, error) ->
        {
            if (answer != null)
            {
                next.accept(answer);
            }
            else
            {
                onError(client, error, onNotApplied);
            }
            answers.ended();
        }, executor);
    }

    private void onError(
        final SignalboxClient client, final Throwable thrown, final Consumer<String> onNotApplied)
    {
        final Throwable error = thrown instanceof SignalboxException ? thrown : thrown.getCause();
        if (error instanceof RequestNotAppliedException notApplied)
        {
            onNotApplied.accept(notApplied.reason().name());
            placeLater(client);
        }
        else if (error instanceof RequestOutcomeUnknownException outcome)
        {
            answers.unknown(outcome.reason().name());
            placeLater(client);
        }
        else
        {
            answers.unexpected("session " + client.config().sessionId() + ": " + error);
        }
    }

    private final class Listener implements ClientListener
    {
        private final long sessionId;

        Listener(final long sessionId)
        {
            this.sessionId = sessionId;
        }

        @Override
        public void onEstablished(final boolean reconnected)
        {
            if (reconnected)
            {
                reconnects.incrementAndGet();
            }
        }

        @Override
        public void onHoldExpired(final HoldExpired event)
        {
            answers.expired(sessionId, event);
        }

        @Override
        public void onSessionEnded(final SignalboxException error)
        {
            answers.unexpected("session " + sessionId + " ended: " + error);
        }
    }
}
