package io.signalbox.core;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * Every scenario file, live, recovered at every position, and audited. With -Dscenario=NAME, only the files whose name
 * contains NAME.
 */
class ScenarioTest
{
    @ParameterizedTest
    @MethodSource("chosenFiles")
    void shouldDecideAsTheScenarioSays(final Path file)
    {
        final Scenario scenario = new Scenario(file);
        assertTrue(scenario.steps() > 0, "no line in " + file);
        final EngineDriver driver = scenario.twinRun().driver();
        driver.assertJournalLeadsToTheSameState();
        for (int position = 0; position <= driver.engine().position(); position++)
        {
            driver.assertRecoveredEngineDecidesAlike(position);
            driver.assertRestoredEngineDecidesAlike(position);
        }
    }

    @Test
    void shouldHaveAScenarioForEveryRefusal() throws IOException, URISyntaxException
    {
        final Set<String> reached = new TreeSet<>();
        for (final Path file : files())
        {
            reached.addAll(new Scenario(file).reasons());
        }
        assertEquals(Set.of(), Refusals.missingFrom(reached));
    }

    static List<Path> chosenFiles() throws IOException, URISyntaxException
    {
        final String part = System.getProperty("scenario", "");
        final List<Path> chosen = files().stream().filter(file -> name(file).contains(part)).toList();
        if (chosen.isEmpty())
        {
            fail("no scenario has \"" + part + "\" in its name; there are " +
                files().stream().map(ScenarioTest::name).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private static String name(final Path file)
    {
        return file.getFileName().toString().replaceFirst("\\.txt$", "");
    }

    private static List<Path> files() throws IOException, URISyntaxException
    {
        final Path directory = Path.of(ScenarioTest.class.getResource("/scenarios").toURI());
        try (Stream<Path> files = Files.list(directory))
        {
            return files.filter(file -> file.toString().endsWith(".txt") && !file.endsWith("README.txt"))
                .sorted().toList();
        }
    }
}
