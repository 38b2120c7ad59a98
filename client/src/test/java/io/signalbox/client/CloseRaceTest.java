package io.signalbox.client;

import io.signalbox.protocol.wire.Channel;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Callers that ask while another thread closes the client, or the server dies, are all told.
 */
@Timeout(180)
class CloseRaceTest extends SessionFixture
{
    private static final int CALLERS = 4;
    private static final int ENOUGH = 200;

    private final List<List<CompletableFuture<OrderResult>>> asked = new ArrayList<>();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean ending;

    @RepeatedTest(20)
    void shouldTellEveryCallerWhenTheClientIsClosed() throws InterruptedException
    {
        server.script = answering;
        connect(config().maxInFlight(64).build());
        startCallers();
        Await.until("requests are answered", () -> server.lastApplied() > ENOUGH);
        ending = true;
        client.close();

        awaitThatAllAreTold();
    }

    @RepeatedTest(5)
    void shouldTellEveryCallerWhenTheThreadsAreClosed() throws InterruptedException
    {
        server.script = answering;
        final ClientThreads threads = ClientThreads.start(1);
        client = SignalboxClient.connect(config().maxInFlight(64).build(), listener, threads).join();
        startCallers();
        Await.until("requests are answered", () -> server.lastApplied() > ENOUGH);
        ending = true;
        threads.close();

        awaitThatAllAreTold();
    }

    @RepeatedTest(5)
    void shouldTellEveryCallerWhenTheServerDiesForGood() throws InterruptedException, IOException
    {
        server.script = answering;
        connect(config().maxInFlight(64).requestTimeoutMs(500).build());
        startCallers();
        Await.until("requests are answered", () -> server.lastApplied() > ENOUGH);
        ending = true;
        server.die();

        awaitThatAllAreTold();
    }

    private void startCallers()
    {
        for (int i = 0; i < CALLERS; i++)
        {
            final List<CompletableFuture<OrderResult>> orders = new ArrayList<>();
            asked.add(orders);
            final Thread caller = new Thread(() -> askUntilItFails(orders), "caller-" + i);
            callers.add(caller);
            caller.start();
        }
    }

    private void askUntilItFails(final List<CompletableFuture<OrderResult>> orders)
    {
        final PlaceOrder order = new PlaceOrder(9, 1, 3, 'S', Channel.ONLINE, 0, List.of());
        boolean failed = false;
        while (!failed)
        {
            // Two at a time, so that most calls find others in the queue.
            final CompletableFuture<OrderResult> first = client.placeOrder(order);
            final CompletableFuture<OrderResult> second = client.placeOrder(order);
            orders.add(first);
            orders.add(second);
            // Before the end a request may be too late on a machine that stalls: then the next one is asked.
            failed = second.handle((result, error) -> error != null).join() && ending;
        }
    }

    private void awaitThatAllAreTold() throws InterruptedException
    {
        for (final Thread caller : callers)
        {
            caller.join();
        }
        for (final List<CompletableFuture<OrderResult>> orders : asked)
        {
            for (final CompletableFuture<OrderResult> order : orders)
            {
                Await.until("caller told", order::isDone);
            }
            assertTrue(orders.get(orders.size() - 1).isCompletedExceptionally());
        }
    }
}
