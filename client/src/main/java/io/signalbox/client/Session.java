package io.signalbox.client;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.agrona.DirectBuffer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import static io.signalbox.client.RequestOutcomeUnknownException.Reason.CLOSED;
import static io.signalbox.client.RequestOutcomeUnknownException.Reason.SESSION_ENDED;

/**
 * The life of a session over its connections: connect, establish, resend, keep alive, reconnect, end. Owned by the
 * event loop, but for the futures.
 */
final class Session
{
    private static final long NS_PER_MS = 1_000_000L;
    private static final int MAX_TICK_MS = 100;
    private static final int CLOSE_WAIT_MS = 1_000;
    private static final int FIRST_FRAME_CODE = TerminateCode.FRAME_LENGTH_INVALID.value();

    private final ClientConfig config;
    private final EventLoop loop;
    private final SafeListener listener;
    private final Outbox outbox;
    private final AnswerAdapter answers;
    private final SessionEncoder encoder;
    private final Handshake handshake;
    private final Connector connector;
    private final int tickMs;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TerminateDecoder terminate = new TerminateDecoder();
    private Future<?> tick;
    private Connection connection;
    private boolean wasEstablished;
    private boolean wasConnected;
    private boolean ended;
    private long openDeadlineNs;

    Session(
        final ClientConfig config,
        final EventLoop loop,
        final Class<? extends SocketChannel> channelType,
        final ClientListener listener)
    {
        this.config = config;
        this.loop = loop;
        this.listener = new SafeListener(listener);
        outbox = new Outbox(config, loop, this::sendQueued);
        answers = new AnswerAdapter(config.sessionId(), outbox, this.listener);
        encoder = new SessionEncoder(config);
        handshake = new Handshake(this, config, encoder);
        tickMs = Math.max(1, Math.min(MAX_TICK_MS, Math.min(config.keepAliveMs(), config.requestTimeoutMs()) / 4));
        connector = new Connector(config, loop, channelType, this);
    }

    Outbox outbox()
    {
        return outbox;
    }

    CompletableFuture<Void> opened()
    {
        return opened;
    }

    CompletableFuture<Void> closed()
    {
        return closed;
    }

    boolean inLoop()
    {
        return loop.inEventLoop();
    }

    long nextEventNumber()
    {
        return answers.nextEventNumber();
    }

    long unknownEvents()
    {
        return answers.unknownEvents();
    }

    void start()
    {
        execute(() ->
        {
            openDeadlineNs = System.nanoTime() + config.connectTimeoutMs() * NS_PER_MS;
            tick = loop.scheduleWithFixedDelay(this::tickSafely, tickMs, tickMs, TimeUnit.MILLISECONDS);
            connector.connect();
        });
    }

    void close()
    {
        execute(this::onClosed);
    }

    private void execute(final Runnable task)
    {
        try
        {
            loop.execute(task);
        }
        catch (final RejectedExecutionException ex)
        {
            // The threads were closed. That has ended this session before, or it never began.
            opened.completeExceptionally(new ClientClosedException());
            closed.complete(null);
        }
    }

    /** The user closed the client, or the threads that it lives on. */
    void onClosed()
    {
        end(new ClientClosedException(), true);
    }

    void onConnectFailed(final Throwable cause)
    {
        if (ended)
        {
            closed.complete(null);
        }
        else if (wasConnected)
        {
            connector.connectLater();
        }
        else
        {
            end(new ConnectFailedException("cannot connect to " + config.host() + ":" + config.port(), cause), false);
        }
    }

    void onConnected(final Connection newConnection)
    {
        connection = newConnection;
        wasConnected = true;
        if (ended)
        {
            connection.close("the client has ended");
            return;
        }
        handshake.start(connection);
        connection.onSent();
    }

    void onDisconnected(final Connection lost)
    {
        if (lost != connection)
        {
            return;
        }
        connection = null;
        if (lost.established())
        {
            listener.onDisconnected(lost.closeReason());
        }
        if (ended)
        {
            closed.complete(null);
        }
        else
        {
            connector.connectLater();
        }
    }

    void onBadFrame(final Connection on, final TerminateCode code, final String text)
    {
        encoder.sendTerminate(on.channel(), code, text);
        on.close("bad frame from the server: " + code + ", " + text);
    }

    void onFrame(final Connection on, final int templateId, final DirectBuffer buffer, final int offset)
    {
        if (templateId == TerminateDecoder.TEMPLATE_ID)
        {
            terminate.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, header);
            onTerminate(on, terminate.code(), terminate.text());
        }
        else if (templateId == SequenceDecoder.TEMPLATE_ID || ended)
        {
            // A heartbeat has done its work by being received.
            return;
        }
        else if (on.established())
        {
            answers.onFrame(templateId, buffer, offset);
        }
        else if (!handshake.onFrame(on, templateId, buffer, offset))
        {
            throw new IllegalStateException("template id " + templateId + " before the session is established");
        }
    }

    void onUnknownEvent(final Connection on, final int templateId, final DirectBuffer buffer, final int offset)
    {
        if (!on.established())
        {
            throw new IllegalStateException("template id " + templateId + " before the session is established");
        }
        if (!ended)
        {
            answers.onUnknownEvent(templateId, buffer, offset);
        }
    }

    void onEstablished(final Connection on, final long lastIncomingSeqNo)
    {
        final RequestWindow requests = outbox.requests();
        if (!wasEstablished && lastIncomingSeqNo >= requests.nextNumber())
        {
            // The session version was given by the user and has been used before: its numbers go on.
            requests.startAt(lastIncomingSeqNo + 1);
        }
        final boolean reconnected = wasEstablished;
        wasEstablished = true;
        connector.onEstablished();
        on.onEstablished();
        outbox.resend(on.channel());
        sendQueued();
        on.onSent();
        listener.onEstablished(reconnected);
        opened.complete(null);
    }

    void onRejected(final String message, final String reason, final String text)
    {
        end(new SessionRejectedException(message, reason, text), false);
    }

    private void onTerminate(final Connection on, final TerminateCode code, final String text)
    {
        if (!ended)
        {
            listener.onTerminated(code.name(), text);
        }
        final boolean fatal = code == TerminateCode.REPLACED || code == TerminateCode.NOT_ESTABLISHED ||
            code != TerminateCode.SBE_UNKNOWN && code.value() >= FIRST_FRAME_CODE;
        if (fatal && !ended)
        {
            onRejected("Terminate", code.name(), text);
        }
        on.close("terminated by the server: " + code.name());
    }

    void onRoom(final Connection on)
    {
        if (on == connection)
        {
            sendQueued();
        }
    }

    private void sendQueued()
    {
        if (connection != null && connection.established() && !connection.closing() &&
            outbox.sendQueued(connection.channel()))
        {
            connection.onSent();
        }
    }

    /** A task that throws is never run again, and without ticks nothing times out. */
    private void tickSafely()
    {
        try
        {
            onTick();
        }
        catch (final RuntimeException | Error ex)
        {
            if (connection != null)
            {
                connection.close(ex.toString());
            }
        }
    }

    private void onTick()
    {
        final long nowNs = System.nanoTime();
        outbox.expire(nowNs);
        if (!wasEstablished && nowNs - openDeadlineNs >= 0)
        {
            end(new ConnectFailedException("no session with " + config.host() + ":" + config.port() + " within " +
                config.connectTimeoutMs() + " ms", null), false);
        }
        else if (connection != null && !connection.established())
        {
            if (nowNs - connector.startedNs() >= config.connectTimeoutMs() * NS_PER_MS)
            {
                connection.close("handshake not over within " + config.connectTimeoutMs() + " ms");
            }
        }
        else if (connection != null)
        {
            connection.keepAlive(
                nowNs, config.keepAliveMs(), tickMs, encoder, outbox.requests().nextNumber());
            sendQueued();
        }
    }

    private void end(final SignalboxException error, final boolean byUser)
    {
        if (ended)
        {
            return;
        }
        ended = true;
        if (tick != null)
        {
            tick.cancel(false);
        }
        outbox.end(error, byUser ? CLOSED : SESSION_ENDED);
        if (!byUser && wasEstablished)
        {
            listener.onSessionEnded(error);
        }
        disconnect(byUser);
        opened.completeExceptionally(error);
    }

    private void disconnect(final boolean waitForPeer)
    {
        final boolean wasConnecting = connector.cancel();
        if (connection != null && waitForPeer && connection.established() && !connection.closing())
        {
            final Connection last = connection;
            encoder.sendTerminate(last.channel(), TerminateCode.FINISHED, "");
            loop.schedule(() -> last.close("no Terminate from the server"), CLOSE_WAIT_MS, TimeUnit.MILLISECONDS);
        }
        else if (connection != null)
        {
            connection.close("the client has ended");
        }
        else if (!wasConnecting)
        {
            closed.complete(null);
        }
    }
}
