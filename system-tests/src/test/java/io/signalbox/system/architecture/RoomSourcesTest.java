package io.signalbox.system.architecture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RoomSourcesTest
{
    private static final Path CORE = Path.of("..", "core", "src", "main", "java", "io", "signalbox", "core");

    private static final String INFO =
        """
        /**
         * What every room stands on.
         *
         * <p>Owns: words. May know: fare,
         * rules. Emits: {@code WordSaid}.
         */
        package io.signalbox.core.kernel;
        """;

    @TempDir
    private Path core;
    private Path room;

    @BeforeEach
    void makeRoom() throws IOException
    {
        room = Files.createDirectory(core.resolve("kernel"));
        Files.writeString(room.resolve("package-info.java"), INFO);
        Files.writeString(room.resolve("Word.java"), "import io.signalbox.core.rules.Limits;\n");
    }

    @Test
    void shouldHoldInTheProject() throws IOException
    {
        assertEquals(List.of(), RoomSources.faults(CORE));
    }

    @Test
    void shouldLookAtEveryRoom() throws IOException
    {
        try (Stream<Path> folders = Files.list(CORE).filter(Files::isDirectory))
        {
            assertEquals(
                RoomRules.FROM_THE_GROUND_UP.stream().sorted().toList(),
                folders.map(folder -> folder.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void shouldNameTheRoomsInTheirOrderAtTheDoor() throws IOException
    {
        final String door = Files.readString(CORE.resolve("package-info.java")).replaceAll("\\s+\\*?\\s*", " ");

        assertTrue(door.contains(String.join(", ", RoomRules.FROM_THE_GROUND_UP)), door);
    }

    @Test
    void shouldFindNoFaultInARoomThatSaysWhatItIs() throws IOException
    {
        assertEquals(List.of(), RoomSources.faults(core));
    }

    @Test
    void shouldFindARoomOfTooManyFiles() throws IOException
    {
        for (int i = 0; i < RoomSources.FILES_MAX; i++)
        {
            Files.writeString(room.resolve("Word" + i + ".java"), "");
        }

        assertEquals(List.of("kernel has 13 files, more than 12: it is two rooms"), RoomSources.faults(core));
    }

    @Test
    void shouldFindARoomWithoutPackageInfo() throws IOException
    {
        Files.delete(room.resolve("package-info.java"));

        assertEquals(List.of("kernel has no package-info.java"), RoomSources.faults(core));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Owns:", "Emits:", " * What every room stands on.\n *\n"})
    void shouldFindAPackageInfoThatSaysTooLittle(final String missing) throws IOException
    {
        Files.writeString(room.resolve("package-info.java"), INFO.replace(missing, ""));

        assertEquals(
            List.of("kernel does not say in 6 lines what it owns, knows and emits"), RoomSources.faults(core));
    }

    @Test
    void shouldFindARoomThatDoesNotSayWhatItMayKnow() throws IOException
    {
        Files.writeString(room.resolve("package-info.java"), INFO.replace("May know:", "Knows:"));

        assertEquals(List.of("kernel does not say what it may know"), RoomSources.faults(core));
    }

    @Test
    void shouldFindARoomThatKnowsMoreThanItSays() throws IOException
    {
        Files.writeString(room.resolve("Other.java"), "import io.signalbox.core.sale.SaleState;\n");

        assertEquals(List.of("kernel knows [sale], which it does not say"), RoomSources.faults(core));
    }
}
