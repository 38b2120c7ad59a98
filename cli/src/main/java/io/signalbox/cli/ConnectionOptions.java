package io.signalbox.cli;

import io.signalbox.client.ClientConfig;
import io.signalbox.client.SignalboxClient;
import io.signalbox.client.SignalboxException;
import picocli.CommandLine.Option;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Which server to talk to, and as whom. */
final class ConnectionOptions
{
    /** Behind what a command is about. */
    private static final int HELP_ORDER = 10;
    private static final long FIRST_DEFAULT_SESSION = 1_000;
    private static final long DEFAULT_SESSIONS = 1_000;

    @Option(names = "--host", order = HELP_ORDER, paramLabel = "HOST", defaultValue = "127.0.0.1",
        description = "Host of the server. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(names = "--port", order = HELP_ORDER, paramLabel = "PORT", defaultValue = "7306",
        description = "Port of the server. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--session", order = HELP_ORDER, paramLabel = "ID",
        description = "Session id. Default: 1000 to 1999, by the process, so that commands do not end each other's " +
            "sessions.")
    private Long sessionId;

    @Option(names = "--timeout-ms", order = HELP_ORDER, paramLabel = "MS", defaultValue = "10000",
        description = "How long to wait for the server. Default: ${DEFAULT-VALUE}.")
    private int timeoutMs;

    SignalboxClient connect()
    {
        final long session = sessionId != null ? sessionId :
            FIRST_DEFAULT_SESSION + ProcessHandle.current().pid() % DEFAULT_SESSIONS;
        final ClientConfig config;
        try
        {
            config = ClientConfig.builder(host, port, session)
                .clientName("signalbox cli")
                .connectTimeoutMs(timeoutMs)
                .requestTimeoutMs(timeoutMs)
                .build();
        }
        catch (final IllegalArgumentException ex)
        {
            throw new CommandFailedException(ExitCode.USAGE, ex.getMessage());
        }
        return await(SignalboxClient.connect(config));
    }

    /** Wait for an answer of the server; what failed is thrown as itself. */
    static <T> T await(final CompletableFuture<T> future)
    {
        try
        {
            return future.join();
        }
        catch (final CompletionException ex)
        {
            if (ex.getCause() instanceof SignalboxException)
            {
                throw (SignalboxException)ex.getCause();
            }
            throw ex;
        }
    }
}
