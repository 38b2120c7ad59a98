package io.signalbox.cli;

import io.signalbox.client.Defined;
import io.signalbox.client.DefinitionRefused;
import io.signalbox.client.DefinitionResult;
import io.signalbox.client.SaleSettings;
import io.signalbox.client.SignalboxClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Map;

/** Changes the settings of the sale. */
@Command(
    name = "settings",
    description = "Change the settings of the sale. The change is journaled and counts for orders from there on.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox settings --hold-s 1200 --short-hold-s 600 --short-hold-before-s 7200 --sale-close-before-s 1800")
final class SettingsCommand extends ClientCommand
{
    private static final long MS = 1_000;

    @Option(names = "--hold-s", paramLabel = "SECONDS", defaultValue = "1200",
        description = "Payment time. Default: ${DEFAULT-VALUE}.")
    private long holdS;

    @Option(names = "--short-hold-s", paramLabel = "SECONDS", defaultValue = "600",
        description = "Payment time close to departure. Default: ${DEFAULT-VALUE}.")
    private long shortHoldS;

    @Option(names = "--short-hold-before-s", paramLabel = "SECONDS", defaultValue = "7200",
        description = "How long before departure the short payment time counts. Default: ${DEFAULT-VALUE}.")
    private long shortHoldBeforeS;

    @Option(names = "--sale-close-before-s", paramLabel = "SECONDS", defaultValue = "1800",
        description = "How long before departure the sale ends. Default: ${DEFAULT-VALUE}.")
    private long saleCloseBeforeS;

    @Override
    int run(final SignalboxClient client)
    {
        final DefinitionResult result = ConnectionOptions.await(client.changeSettings(
            new SaleSettings(holdS * MS, shortHoldS * MS, shortHoldBeforeS * MS, saleCloseBeforeS * MS)));
        if (result instanceof DefinitionRefused refused)
        {
            output().line("refused: %s, %s has the limit %d", refused.reason(), refused.field(), refused.limitValue());
            final Map<String, Object> fields = AnswerFields.of("refused", refused);
            fields.put("reason", refused.reason().name());
            fields.put("field", refused.field());
            fields.put("limitValue", refused.limitValue());
            output().object(fields);
            return ExitCode.REFUSED;
        }
        output().line("the settings count from position %d on", result.position());
        output().object(AnswerFields.of("changed", (Defined)result));
        return ExitCode.OK;
    }
}
