package io.signalbox.client;

import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A session with a Signalbox server: ask for definitions, orders and queries; each call returns a future of a typed
 * answer.
 *
 * <p>A client reconnects by itself and sends unanswered requests again with their old numbers, so each takes effect at
 * most once. Every future completes: with an answer (a refusal of the engine is one), or with a
 * {@link SignalboxException} that says whether the request was certainly not applied
 * ({@link RequestNotAppliedException}, {@link RejectedException}) or may have been
 * ({@link RequestOutcomeUnknownException}); at the latest after {@link ClientConfig#requestTimeoutMs()}.
 *
 * <p>At most {@link ClientConfig#maxInFlight()} requests and queries wait at a time; one more fails at once with
 * {@link TooManyInFlightException}. No call ever blocks, but for {@link #close()}.
 *
 * <p>Thread: methods may be called from any thread; requests of one thread are sent in its order. <b>Futures complete
 * on the event loop of the client</b>: what is chained to them must be short, and must never wait for another answer;
 * use the {@code Async} methods of the future for the rest. The JVM needs
 * {@code --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED}.
 */
public final class SignalboxClient implements AutoCloseable
{
    private static final int VERSIONS_PER_MS = 1_000;
    private static final int CLOSE_TIMEOUT_S = 5;
    private static final AtomicLong LAST_SESSION_VER_ID = new AtomicLong();

    private final ClientConfig config;
    private final Session session;
    private final Outbox outbox;

    private SignalboxClient(final ClientConfig config, final Session session)
    {
        this.config = config;
        this.session = session;
        this.outbox = session.outbox();
    }

    /**
     * Connect with a thread of its own and without a listener.
     *
     * @param config what to connect to
     * @return the client once its session is established; fails with {@link ConnectFailedException} at once if nobody
     *         listens there, or if there is no session within {@link ClientConfig#connectTimeoutMs()}; fails with
     *         {@link SessionRejectedException} if the server refuses the session
     */
    public static CompletableFuture<SignalboxClient> connect(final ClientConfig config)
    {
        return connect(config, ClientListener.NONE);
    }

    /**
     * Connect with a thread of its own.
     *
     * @param config   what to connect to
     * @param listener hears what nobody asked for, on the event loop
     * @return as {@link #connect(ClientConfig)}
     */
    public static CompletableFuture<SignalboxClient> connect(final ClientConfig config, final ClientListener listener)
    {
        Checks.present("listener", listener);
        final ClientThreads threads = ClientThreads.start(1);
        return connect(config, listener, threads, () -> threads.close());
    }

    /**
     * Connect on threads that several clients share.
     *
     * @param config   what to connect to
     * @param listener hears what nobody asked for, on the event loop
     * @param threads  to live on; closing them ends the client
     * @return as {@link #connect(ClientConfig)}
     */
    public static CompletableFuture<SignalboxClient> connect(
        final ClientConfig config, final ClientListener listener, final ClientThreads threads)
    {
        return connect(config, listener, threads, () ->
        {
        });
    }

    private static CompletableFuture<SignalboxClient> connect(
        final ClientConfig config, final ClientListener listener, final ClientThreads threads, final Runnable onClosed)
    {
        final ClientConfig chosen =
            config.sessionVerId() == 0 ? config.withSessionVerId(nextSessionVerId()) : config;
        final Session session = threads.newSession(chosen, Checks.present("listener", listener));
        session.closed().whenComplete((done, error) -> onClosed.run());
        final CompletableFuture<SignalboxClient> connected = new CompletableFuture<>();
        // Not thenApply(), which would wrap the error.
        session.opened().whenComplete((done, error) ->
        {
            if (error == null)
            {
                connected.complete(new SignalboxClient(chosen, session));
            }
            else
            {
                connected.completeExceptionally(error);
            }
        });
        session.start();
        return connected;
    }

    private static long nextSessionVerId()
    {
        final long clock = System.currentTimeMillis() * VERSIONS_PER_MS;
        return LAST_SESSION_VER_ID.updateAndGet(last -> Math.max(last + 1, clock));
    }

    /**
     * What the client was made with, with the session version that it has.
     *
     * @return never null; its sessionVerId is not 0
     */
    public ClientConfig config()
    {
        return config;
    }

    /**
     * Events of this session of a kind that this client does not know, because the server is newer. They were skipped;
     * a newer client would have told of them.
     *
     * @return how many since the client was made; an event that was sent twice counts once
     */
    public long unknownEvents()
    {
        return session.unknownEvents();
    }

    /**
     * Define a station.
     *
     * @param code unique, 1 to 16 printable ASCII characters
     * @param name for people, at most 80 bytes of UTF-8
     * @return {@link Defined} with the station id, or {@link DefinitionRefused}
     * @throws IllegalArgumentException if the wire cannot carry a value
     */
    public CompletableFuture<DefinitionResult> defineStation(final String code, final String name)
    {
        return outbox.submit(new DefinitionRequests.Station(code, name));
    }

    /**
     * Define the coaches and classes of a train set.
     *
     * @param layout the definition
     * @return {@link Defined} with the layout id, or {@link DefinitionRefused}
     * @throws IllegalArgumentException if the frame would be longer than 4,096 bytes
     */
    public CompletableFuture<DefinitionResult> defineLayout(final LayoutDefinition layout)
    {
        return outbox.submit(new DefinitionRequests.Layout(Checks.present("layout", layout)));
    }

    /**
     * Define a train number and its stops.
     *
     * @param service the definition
     * @return {@link Defined} with the service id, or {@link DefinitionRefused}
     * @throws IllegalArgumentException if the frame would be longer than 4,096 bytes
     */
    public CompletableFuture<DefinitionResult> defineService(final ServiceDefinition service)
    {
        return outbox.submit(new DefinitionRequests.Service(Checks.present("service", service)));
    }

    /**
     * Open a service on one date for sale.
     *
     * @param serviceId       of the service
     * @param layoutId        of the train set
     * @param serviceDate     unique with the service; a label
     * @param originInstantMs instant that the offsets of the service count from, ms since 1970-01-01 UTC
     * @return {@link Defined} with the run id, or {@link DefinitionRefused}
     * @throws IllegalArgumentException if the date is further from 1970 than the wire can carry
     */
    public CompletableFuture<DefinitionResult> openRun(
        final int serviceId, final int layoutId, final LocalDate serviceDate, final long originInstantMs)
    {
        return outbox.submit(
            new DefinitionRequests.Open(serviceId, layoutId, epochDay("serviceDate", serviceDate), originInstantMs));
    }

    /**
     * End the sale of a run; its holds may still be paid.
     *
     * @param runId of the run
     * @return {@link Defined} with the run id, or {@link DefinitionRefused}
     */
    public CompletableFuture<DefinitionResult> closeRun(final int runId)
    {
        return outbox.submit(new DefinitionRequests.Close(runId));
    }

    /**
     * Change the settings of the sale from here on.
     *
     * @param settings all of them
     * @return {@link Defined} with id 0, or {@link DefinitionRefused}
     */
    public CompletableFuture<DefinitionResult> changeSettings(final SaleSettings settings)
    {
        return outbox.submit(new DefinitionRequests.Settings(Checks.present("settings", settings)));
    }

    /**
     * Let the server decide by newer rules from the next record on. There is no way back.
     *
     * @param decisionVersion of the rules, greater than the present one, at most the newest that the server knows
     * @return {@link RulesAdopted}, or {@link DefinitionRefused}: with {@code ALREADY_DEFINED} if the server decides by
     *         these rules already
     * @throws IllegalArgumentException if the wire cannot carry the version
     */
    public CompletableFuture<RulesResult> adoptRules(final int decisionVersion)
    {
        return outbox.submit(new DefinitionRequests.Rules(decisionVersion));
    }

    /**
     * Ask for one seat for each passenger, all or none.
     *
     * @param order what is asked for
     * @return {@link OrderHeld} or {@link OrderRefused}
     * @throws IllegalArgumentException if the frame would be longer than 4,096 bytes
     */
    public CompletableFuture<OrderResult> placeOrder(final PlaceOrder order)
    {
        return outbox.submit(new OrderRequests.Place(Checks.present("order", order)));
    }

    /**
     * Tell that an order is paid: its holds become tickets.
     *
     * @param orderId          of the order
     * @param amount           of the order, minor units
     * @param paymentReference of the payment service, kept in the journal
     * @return {@link OrderConfirmed} or {@link OrderRefused}
     */
    public CompletableFuture<PaymentResult> confirmPayment(
        final long orderId, final long amount, final long paymentReference)
    {
        return outbox.submit(new OrderRequests.Confirm(orderId, amount, paymentReference));
    }

    /**
     * Give the seats of an unpaid order back.
     *
     * @param orderId of the order
     * @return {@link OrderCancelled} or {@link OrderRefused}
     */
    public CompletableFuture<CancelResult> cancelOrder(final long orderId)
    {
        return outbox.submit(new OrderRequests.Cancel(orderId));
    }

    /**
     * Search runs from a station to another.
     *
     * @param fromCode code of the boarding station
     * @param toCode   code of the alighting station
     * @param date     day of departure at the boarding stop
     * @return what was found; {@link RejectedException} if a station is unknown
     * @throws IllegalArgumentException if the wire cannot carry a value
     */
    public CompletableFuture<RunsFound> searchRuns(final String fromCode, final String toCode, final LocalDate date)
    {
        return outbox.submit(new Queries.Search(fromCode, toCode, epochDay("date", date)));
    }

    /**
     * Ask for the seats of one run and class between any two of its stops.
     *
     * @param runId     of the run
     * @param classCode seat class
     * @return the counts; {@link RejectedException} if the run or the class is unknown
     * @throws IllegalArgumentException if the class code is above 254
     */
    public CompletableFuture<RunAvailability> queryRun(final int runId, final char classCode)
    {
        return outbox.submit(new Queries.Run(runId, classCode));
    }

    /**
     * Ask for an order.
     *
     * @param orderId of the order
     * @return its state and seats; {@link RejectedException} if the order is unknown
     */
    public CompletableFuture<OrderStatus> queryOrder(final long orderId)
    {
        return outbox.submit(new Queries.Order(orderId));
    }

    private static int epochDay(final String field, final LocalDate date)
    {
        final long day = Checks.present(field, date).toEpochDay();
        Checks.range("epoch day of " + field, day, Integer.MIN_VALUE + 1L, Integer.MAX_VALUE);
        return (int)day;
    }

    /**
     * Tell the server that this client is done, fail every call that still waits, and close the connection. The session
     * and its holds live on in the server.
     *
     * @return completes when the connection is closed, within some 1 s
     */
    public CompletableFuture<Void> closeAsync()
    {
        session.close();
        return session.closed().copy();
    }

    /**
     * As {@link #closeAsync()}, and wait for it; on the event loop it does not wait.
     */
    @Override
    public void close()
    {
        final CompletableFuture<Void> closed = closeAsync();
        if (!session.inLoop())
        {
            closed.completeOnTimeout(null, CLOSE_TIMEOUT_S, TimeUnit.SECONDS).join();
        }
    }
}
