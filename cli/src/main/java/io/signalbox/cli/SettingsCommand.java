package io.signalbox.cli;

import io.signalbox.client.Defined;
import io.signalbox.client.DefinitionRefused;
import io.signalbox.client.DefinitionResult;
import io.signalbox.client.SaleSettings;
import io.signalbox.client.SignalboxClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes the settings of the sale. */
@Command(
    name = "settings",
    description = "Change the settings of the sale. The change is journaled and counts for orders from there on. All " +
        "four are set at once.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox settings --hold-s 900 --short-hold-s 300 --sale-close-before-s 600")
final class SettingsCommand extends ClientCommand
{
    private static final long MS = 1_000;
    private static final long MOST_S = Long.MAX_VALUE / MS;

    @Option(names = "--hold-s", paramLabel = "SECONDS", defaultValue = "1200",
        description = "Payment time, 1 s to 7 days. Default: ${DEFAULT-VALUE}.")
    private long holdS;

    @Option(names = "--short-hold-s", paramLabel = "SECONDS", defaultValue = "600",
        description = "Payment time close to departure, 1 s to 7 days. Default: ${DEFAULT-VALUE}.")
    private long shortHoldS;

    @Option(names = "--short-hold-before-s", paramLabel = "SECONDS", defaultValue = "7200",
        description = "How long before departure the short payment time counts, 0 to 30 days. " +
            "Default: ${DEFAULT-VALUE}.")
    private long shortHoldBeforeS;

    @Option(names = "--sale-close-before-s", paramLabel = "SECONDS", defaultValue = "1800",
        description = "How long before departure the sale ends, 0 to 30 days. Default: ${DEFAULT-VALUE}.")
    private long saleCloseBeforeS;

    @Override
    int run(final SignalboxClient client)
    {
        final DefinitionResult result = ConnectionOptions.await(client.changeSettings(
            new SaleSettings(ms(holdS), ms(shortHoldS), ms(shortHoldBeforeS), ms(saleCloseBeforeS))));
        if (result instanceof DefinitionRefused refused)
        {
            return AnswerFields.refused(output(), refused);
        }
        output().line("the settings count from position %d on", result.position());
        output().object(AnswerFields.of("changed", (Defined)result));
        return ExitCode.OK;
    }

    /** As ms; what is too much for any server stays too much. */
    private static long ms(final long seconds)
    {
        return Math.max(-MOST_S, Math.min(MOST_S, seconds)) * MS;
    }
}
