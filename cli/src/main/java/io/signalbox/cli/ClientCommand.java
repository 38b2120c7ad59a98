package io.signalbox.cli;

import io.signalbox.client.SignalboxClient;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** A command that asks a running server something. */
abstract class ClientCommand implements Callable<Integer>
{
    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private Output output;

    final Output output()
    {
        return output;
    }

    @Override
    public final Integer call()
    {
        try (SignalboxClient client = connection.connect())
        {
            return run(client);
        }
        catch (final IllegalArgumentException ex)
        {
            // The client names the field, the value and the limits; nothing was sent.
            throw new CommandFailedException(ExitCode.USAGE, ex.getMessage());
        }
    }

    /** Ask, print, and say with which code to exit. */
    abstract int run(SignalboxClient client);
}
