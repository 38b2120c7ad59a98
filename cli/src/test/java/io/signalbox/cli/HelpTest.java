package io.signalbox.cli;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Help that can be trusted: complete, short enough to read, and with examples that work. */
class HelpTest
{
    private static final int WIDTH = 100;
    private static final String EXAMPLE = "  signalbox ";

    /** The command and all its subcommands. */
    private static List<CommandLine> commands()
    {
        final List<CommandLine> all = new ArrayList<>(List.of(Main.commandLine()));
        for (int i = 0; i < all.size(); i++)
        {
            all.addAll(all.get(i).getSubcommands().values());
        }
        return all;
    }

    private static String name(final CommandLine command)
    {
        return command.getCommandSpec().qualifiedName();
    }

    private static String[] words(final CommandLine command, final String last)
    {
        final List<String> words = new ArrayList<>(Arrays.asList(name(command).split(" ")));
        words.remove(0);
        words.add(last);
        return words.toArray(new String[0]);
    }

    /** The examples as they are printed; one that was too long is cut and does not parse. */
    private static List<String> examples(final CommandLine command)
    {
        return command.getUsageMessage().lines()
            .dropWhile(line -> !line.startsWith("Example"))
            .filter(line -> line.startsWith(EXAMPLE))
            .map(String::strip)
            .toList();
    }

    @Test
    void shouldPrintTheHelpOfEveryCommandWithinTheWidth()
    {
        for (final CommandLine command : commands())
        {
            final Cli help = Cli.run(words(command, "--help")).expect(0);
            assertTrue(help.out().startsWith("Usage: " + name(command)), help::toString);
            assertEquals(List.of(), help.out().lines().filter(line -> line.length() > WIDTH).toList());
        }
    }

    @Test
    void shouldSayItsVersionWithEveryCommand()
    {
        for (final CommandLine command : commands())
        {
            assertTrue(Cli.run(words(command, "--version")).expect(0).out().startsWith("signalbox "), name(command));
        }
    }

    @Test
    void shouldShowAnExampleOfEveryCommandThatParses()
    {
        for (final CommandLine command : commands())
        {
            assertFalse(examples(command).isEmpty(), "no example of " + name(command));
            for (final String example : examples(command))
            {
                final String[] words = example.replace("COMMAND", "serve").split(" ");
                assertDoesNotThrow(
                    () -> Main.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length)), example);
                assertTrue(example.startsWith(name(command)), example + " is no example of " + name(command));
            }
        }
    }

    @Test
    void shouldDescribeEveryOptionAndOfferJsonEverywhere()
    {
        for (final CommandLine command : commands())
        {
            command.getCommandSpec().args().forEach(argument ->
                assertTrue(argument.description().length > 0, name(command) + " " + argument.paramLabel()));
            if (command.getSubcommands().isEmpty())
            {
                assertTrue(command.getCommandSpec().optionsMap().containsKey("--json"), name(command));
            }
        }
    }

    @Test
    void shouldParseEveryCommandOfTheReadme() throws IOException
    {
        final Path readme = ErrorsDocument.root().resolve("README.md");
        int parsed = 0;
        try (Stream<String> lines = Files.lines(readme))
        {
            for (final String line : lines.map(String::strip).filter(text -> text.startsWith("./signalbox ")).toList())
            {
                final String[] words = line.replaceAll("\\s+#.*", "").split(" ");
                assertDoesNotThrow(
                    () -> Main.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length)), line);
                parsed++;
            }
        }
        assertTrue(parsed > 5, "commands in the README: " + parsed);
    }
}
