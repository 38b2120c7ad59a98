package io.signalbox.cli;

import picocli.CommandLine.Command;

/** Decides by which rules a server decides. */
@Command(
    name = "rules",
    description = "Adopt a newer version of the rules that the server decides by.",
    subcommands = AdoptRulesCommand.class,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  signalbox rules adopt --rules 2")
final class RulesCommand
{
}
