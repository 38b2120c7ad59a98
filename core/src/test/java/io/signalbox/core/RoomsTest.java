package io.signalbox.core;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class RoomsTest
{
    private static final String STATE = "State.class";

    /** A state that is not among the sections is in no hash, no checkpoint and no snapshot. */
    @Test
    void shouldHaveEveryStateAmongItsSectionsOnce() throws IOException, URISyntaxException
    {
        final List<String> sections = Arrays.stream(new Rooms().sections())
            .map(section -> section.getClass().getName())
            .sorted()
            .toList();

        final List<String> states = states();

        assertFalse(states.isEmpty());
        assertEquals(states, sections);
    }

    private static List<String> states() throws IOException, URISyntaxException
    {
        final Path classes = Path.of(Rooms.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes))
        {
            return files.map(file -> classes.relativize(file).toString())
                .filter(name -> name.endsWith(STATE))
                .map(name -> name.substring(0, name.length() - ".class".length()).replaceAll("[/\\\\]", "."))
                .sorted()
                .toList();
        }
    }
}
