package io.signalbox.client;

import java.util.function.Consumer;

/**
 * Keeps what a user's listener throws away from the session. Owned by the event loop.
 */
final class SafeListener
{
    private final ClientListener listener;

    SafeListener(final ClientListener listener)
    {
        this.listener = listener;
    }

    void onEstablished(final boolean reconnected)
    {
        call(target -> target.onEstablished(reconnected));
    }

    void onEvent(final StampedEvent event)
    {
        call(target -> target.onEvent(event));
    }

    void onEventsMissed(final long fromNumber, final long count)
    {
        call(target -> target.onEventsMissed(fromNumber, count));
    }

    void onTerminated(final String code, final String text)
    {
        call(target -> target.onTerminated(code, text));
    }

    void onDisconnected(final String reason)
    {
        call(target -> target.onDisconnected(reason));
    }

    void onSessionEnded(final SignalboxException error)
    {
        call(target -> target.onSessionEnded(error));
    }

    private void call(final Consumer<ClientListener> event)
    {
        try
        {
            event.accept(listener);
        }
        // Errors, too: an assertion that fails in a listener must not keep the session from reconnecting or ending.
        catch (final RuntimeException | Error ex)
        {
            final Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, ex);
        }
    }
}
