package io.signalbox.cli;

import io.signalbox.client.DefinitionRefused;
import io.signalbox.client.RulesAdopted;
import io.signalbox.client.RulesResult;
import io.signalbox.client.SignalboxClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Map;

/** Lets the server decide by newer rules. */
@Command(
    name = "adopt",
    description = "Let the server decide by a newer version of the rules. The change is journaled and counts from " +
        "the next record on; what was decided before stays decided by the old rules. There is no way back. " +
        "docs/decisions.md lists the versions.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox rules adopt --rules 2")
final class AdoptRulesCommand extends ClientCommand
{
    @Option(names = "--rules", required = true, paramLabel = "N",
        description = "Version to adopt: greater than the present one, at most the newest that the server knows.")
    private int decisionVersion;

    @Override
    int run(final SignalboxClient client)
    {
        final RulesResult result = ConnectionOptions.await(client.adoptRules(decisionVersion));
        if (result instanceof DefinitionRefused refused)
        {
            return AnswerFields.refused(output(), refused);
        }
        final RulesAdopted adopted = (RulesAdopted)result;
        output().line("version %d of the rules decides after position %d; up to there it was version %d",
            adopted.decisionVersion(), adopted.position(), adopted.previousDecisionVersion());
        final Map<String, Object> fields = AnswerFields.of("adopted", adopted);
        fields.put("decisionVersion", adopted.decisionVersion());
        fields.put("previousDecisionVersion", adopted.previousDecisionVersion());
        output().object(fields);
        return ExitCode.OK;
    }
}
