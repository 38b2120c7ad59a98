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
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every scenario file, live, recovered at every position, and audited.
 */
class ScenarioTest
{
    @ParameterizedTest
    @MethodSource("files")
    void shouldDecideAsTheScenarioSays(final Path file)
    {
        final Scenario scenario = new Scenario(file);
        assertTrue(scenario.steps() > 0, "no line in " + file);
        final EngineDriver driver = scenario.twinRun().driver();
        driver.assertJournalLeadsToTheSameState();
        for (int position = 0; position <= driver.engine().position(); position++)
        {
            driver.assertRecoveredEngineDecidesAlike(position);
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

    static List<Path> files() throws IOException, URISyntaxException
    {
        final Path directory = Path.of(ScenarioTest.class.getResource("/scenarios").toURI());
        try (Stream<Path> files = Files.list(directory))
        {
            return files.filter(file -> file.toString().endsWith(".txt") && !file.endsWith("README.txt"))
                .sorted().toList();
        }
    }
}
