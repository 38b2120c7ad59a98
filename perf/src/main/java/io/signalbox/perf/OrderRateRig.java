package io.signalbox.perf;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many orders a second a fresh server journals and answers over TCP: some sessions on one thread, each with a
 * window of orders in flight (closed loop, so latency here is mostly the queue that the windows make). Every answer is
 * checked for its kind and its order. One thread.
 */
public final class OrderRateRig
{
    private static final long HIGHEST_NS = TimeUnit.MINUTES.toNanos(2);
    private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long SELECT_MS = 1_000;

    private final OrderRateOptions options;
    private final Histogram latencyNs = new Histogram(HIGHEST_NS, 3);
    private final List<OrderLoad> loads = new ArrayList<>();

    /**
     * Prepare a rig.
     *
     * @param options sizes and times
     */
    public OrderRateRig(final OrderRateOptions options)
    {
        this.options = options;
    }

    /**
     * Define the inventory on a fresh server, load it, and wait for the last answer.
     *
     * @param server address of a server on an empty directory
     * @return what was measured
     * @throws IOException if the server cannot be reached, closes a connection or stops answering
     */
    public OrderRateReport run(final InetSocketAddress server) throws IOException
    {
        try (Selector selector = Selector.open())
        {
            connect(server, selector);
            drive(selector, options.warmUpSeconds());
            latencyNs.reset();
            final long heldBefore = heldCount();
            final long refusedBefore = refusedCount();
            final OrderRateReport report;
            try (StallControl control = StallControl.start())
            {
                final long startNs = System.nanoTime();
                drive(selector, options.seconds());
                final long elapsedNs = System.nanoTime() - startNs;
                report = new OrderRateReport(
                    elapsedNs,
                    heldCount() - heldBefore,
                    refusedCount() - refusedBefore,
                    latencyNs.copy(),
                    control.stop());
            }
            drain(selector);
            return report;
        }
        finally
        {
            for (final OrderLoad load : loads)
            {
                load.session().close();
            }
        }
    }

    private void connect(final InetSocketAddress server, final Selector selector) throws IOException
    {
        for (int i = 1; i <= options.sessions(); i++)
        {
            final WireSession session = new WireSession(server, i);
            final OrderLoad load = new OrderLoad(
                session, options.window(), options.runs(), options.seed() + i, latencyNs);
            loads.add(load);
            if (i == 1)
            {
                SaleInventory.define(session, options.runs());
                load.startAfter(session.lastRequestNumber());
            }
        }
        for (final OrderLoad load : loads)
        {
            load.session().channel.configureBlocking(false);
            load.session().channel.register(selector, SelectionKey.OP_READ, load);
        }
    }

    private void drive(final Selector selector, final int seconds) throws IOException
    {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (final OrderLoad load : loads)
        {
            load.fillWindow(System.nanoTime());
        }
        while (System.nanoTime() < endNs)
        {
            selector.select(OrderRateRig::receiveAndFill, SELECT_MS);
        }
    }

    private static void receiveAndFill(final SelectionKey key)
    {
        final OrderLoad load = (OrderLoad)key.attachment();
        try
        {
            load.receive();
            load.fillWindow(System.nanoTime());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void drain(final Selector selector) throws IOException
    {
        final long endNs = System.nanoTime() + DRAIN_NS;
        while (!loads.stream().allMatch(OrderLoad::isAllAnswered))
        {
            if (System.nanoTime() > endNs)
            {
                throw new IOException("orders are still unanswered " + DRAIN_NS / 1_000_000_000 + " s after the last");
            }
            for (final OrderLoad load : loads)
            {
                load.session().flush();
                load.receive();
            }
            selector.select(1);
            selector.selectedKeys().clear();
        }
    }

    private long heldCount()
    {
        return loads.stream().mapToLong(OrderLoad::heldCount).sum();
    }

    private long refusedCount()
    {
        return loads.stream().mapToLong(OrderLoad::refusedCount).sum();
    }
}
