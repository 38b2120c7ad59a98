package io.signalbox.system.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a room's sources must be like (R9): few enough to be read at a sitting, with a {@code package-info} that says
 * what the room owns and knows. The compiled classes do not have it, so this reads the files.
 */
final class RoomSources
{
    static final int FILES_MAX = 12;
    static final int COMMENT_LINES_MIN = 6;

    private static final String PACKAGE_INFO = "package-info.java";
    private static final Pattern MAY_KNOW = Pattern.compile("May know:([^.]*)\\.");
    private static final Pattern SAYS_EVENTS = Pattern.compile("Emits:|no events?\\b");
    private static final Pattern ROOM_IMPORT =
        Pattern.compile("^import (?:static )?io\\.signalbox\\.core\\.([a-z]+)\\.", Pattern.MULTILINE);

    private RoomSources()
    {
    }

    /**
     * What is wrong with the rooms.
     *
     * @param core folder of the core's root package
     * @return one sentence for each fault, each beginning with the name of the room
     */
    static List<String> faults(final Path core) throws IOException
    {
        final List<String> faults = new ArrayList<>();
        for (final Path room : list(core, Files::isDirectory))
        {
            final List<Path> files = list(room, file -> !file.endsWith(PACKAGE_INFO));
            final String name = room.getFileName().toString();
            if (files.size() > FILES_MAX)
            {
                faults.add(name + " has " + files.size() + " files, more than " + FILES_MAX + ": it is two rooms");
            }
            final Path info = room.resolve(PACKAGE_INFO);
            if (Files.notExists(info))
            {
                faults.add(name + " has no " + PACKAGE_INFO);
            }
            else
            {
                checkInfo(name, Files.readString(info), files, faults);
            }
        }
        return faults;
    }

    private static void checkInfo(
        final String room, final String info, final List<Path> files, final List<String> faults) throws IOException
    {
        final long lines = info.lines().filter(line -> line.matches("/\\*\\*| \\*.*")).count();
        if (lines < COMMENT_LINES_MIN || !info.contains("Owns:") || !SAYS_EVENTS.matcher(info).find())
        {
            faults.add(room + " does not say in " + COMMENT_LINES_MIN + " lines what it owns, knows and emits");
        }
        // The text of the comment, without the marks of its lines.
        final Matcher mayKnow = MAY_KNOW.matcher(info.replaceAll("\\s+\\*?\\s*", " "));
        if (!mayKnow.find())
        {
            faults.add(room + " does not say what it may know");
            return;
        }
        final Set<String> unsaid = knownRooms(files);
        unsaid.removeAll(Set.of(mayKnow.group(1).split("\\W+")));
        if (!unsaid.isEmpty())
        {
            faults.add(room + " knows " + unsaid + ", which it does not say");
        }
    }

    private static Set<String> knownRooms(final List<Path> files) throws IOException
    {
        final Set<String> rooms = new TreeSet<>();
        for (final Path file : files)
        {
            final Matcher imports = ROOM_IMPORT.matcher(Files.readString(file));
            while (imports.find())
            {
                rooms.add(imports.group(1));
            }
        }
        return rooms;
    }

    private static List<Path> list(final Path folder, final Predicate<Path> wanted)
        throws IOException
    {
        try (Stream<Path> entries = Files.list(folder))
        {
            return entries.filter(wanted).sorted().toList();
        }
    }
}
