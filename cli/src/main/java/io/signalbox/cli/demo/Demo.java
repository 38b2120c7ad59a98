package io.signalbox.cli.demo;

import io.signalbox.cli.timetable.LayoutSet;
import io.signalbox.cli.timetable.SampleTimetable;
import io.signalbox.cli.timetable.Timetable;
import io.signalbox.cli.timetable.TimetableException;
import io.signalbox.client.ClientConfig;
import io.signalbox.client.ClientListener;
import io.signalbox.client.HoldExpired;
import io.signalbox.client.SaleSettings;
import io.signalbox.client.SignalboxClient;
import io.signalbox.gateway.ServerConfig;
import io.signalbox.gateway.ServerStartException;
import io.signalbox.gateway.SignalboxServer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sells the sample timetable to many visitors over real TCP for some seconds, stops the server, and proves from the
 * journal alone what happened. One thread.
 */
public final class Demo
{
    private static final int DAYS = 2;
    private static final int DAYS_AHEAD = 7;
    private static final int SESSIONS = 4;
    private static final long TICK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long ANSWERS_WITHIN_MS = 30_000;
    private static final long SHORT_HOLD_BEFORE_MS = 7_200_000;
    private static final long SALE_CLOSE_BEFORE_MS = 1_800_000;

    private final DemoOptions options;
    private final Loader loader;
    private final Consumer<DemoProgress> onProgress;
    private final Tally tally = new Tally();

    /**
     * Prepare a demo.
     *
     * @param options    how it runs
     * @param loader     sends the timetable to the server
     * @param onProgress hears how it goes, once a second
     */
    public Demo(final DemoOptions options, final Loader loader, final Consumer<DemoProgress> onProgress)
    {
        this.options = options;
        this.loader = loader;
        this.onProgress = onProgress;
    }

    /** Sends a timetable to a server. */
    @FunctionalInterface
    public interface Loader
    {
        /**
         * Send it.
         *
         * @param client    connected to the server
         * @param timetable to send
         * @param layouts   train sets of the timetable's services
         * @return runs that were opened
         */
        int load(SignalboxClient client, Timetable timetable, LayoutSet layouts);
    }

    /**
     * Run it.
     *
     * @return what happened and what is proved
     * @throws ServerStartException if the embedded server cannot start
     * @throws TimetableException   if the sample timetable cannot be read
     */
    public DemoReport run() throws ServerStartException, TimetableException
    {
        final LocalDate from = LocalDate.now(SampleTimetable.ZONE).plusDays(DAYS_AHEAD);
        final Timetable timetable = SampleTimetable.load(from, DAYS);
        final SignalboxServer server =
            SignalboxServer.start(ServerConfig.builder(options.directory()).port(0).build());
        final long startNs;
        final long elapsedNs;
        final int runs;
        try (server; Deferred deferred = new Deferred())
        {
            final List<SignalboxClient> clients = connect(server.port());
            runs = loader.load(clients.get(0), timetable, LayoutSet.builtIn());
            clients.get(0).changeSettings(new SaleSettings(
                options.holdMs(), options.holdMs(), SHORT_HOLD_BEFORE_MS, SALE_CLOSE_BEFORE_MS)).join();
            startNs = System.nanoTime();
            sell(clients, new Demand(timetable, LayoutSet.builtIn(), from, DAYS, options.seed()), deferred);
            elapsedNs = System.nanoTime() - startNs;
            clients.forEach(SignalboxClient::close);
        }
        return new DemoReport(
            options, timetable, runs, elapsedNs, tally, Proof.of(options.directory(), server.stateHash()));
    }

    private List<SignalboxClient> connect(final int port)
    {
        final ClientListener listener = new ClientListener()
        {
            @Override
            public void onHoldExpired(final HoldExpired event)
            {
                tally.expired.increment();
            }
        };
        final List<SignalboxClient> clients = new ArrayList<>();
        for (int session = 1; session <= SESSIONS; session++)
        {
            final ClientConfig config =
                ClientConfig.builder("127.0.0.1", port, session).clientName("signalbox demo").build();
            clients.add(SignalboxClient.connect(config, listener).join());
        }
        return clients;
    }

    private void sell(final List<SignalboxClient> clients, final Demand demand, final Deferred deferred)
    {
        final List<CompletableFuture<Void>> visitors = new ArrayList<>();
        for (int i = 0; i < options.visitors(); i++)
        {
            visitors.add(new Visitor(clients.get(i % SESSIONS), demand, tally, deferred, options).visit());
        }
        for (int second = 1; second <= options.seconds(); second++)
        {
            awaitTick();
            onProgress.accept(DemoProgress.of(second, tally));
        }
        deferred.closeDoors();
        CompletableFuture.allOf(visitors.toArray(new CompletableFuture<?>[0]))
            .orTimeout(ANSWERS_WITHIN_MS, TimeUnit.MILLISECONDS)
            .join();
        if (!deferred.awaitDone(options.holdMs() + ANSWERS_WITHIN_MS))
        {
            tally.onError(new IllegalStateException("payments are still unanswered"));
        }
        awaitExpiries();
    }

    private static void awaitTick()
    {
        final long endNs = System.nanoTime() + TICK_NS;
        long leftNs = TICK_NS;
        while (leftNs > 0)
        {
            LockSupport.parkNanos(leftNs);
            leftNs = endNs - System.nanoTime();
        }
    }

    /** Until every hold has ended one way or the other: buyers hear of each. */
    private void awaitExpiries()
    {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.holdMs() + ANSWERS_WITHIN_MS);
        while (tally.paid.sum() + tally.cancelled.sum() + tally.expired.sum() < tally.held.sum())
        {
            if (System.nanoTime() > endNs)
            {
                tally.onError(new IllegalStateException("holds are still open long after their deadline"));
                return;
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
