package io.signalbox.cli.timetable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LayoutSetTest
{
    private static final String ONE_LAYOUT = String.join("\n",
        "layouts:",
        "  - code: TINY",
        "    name: Tiny set",
        "    classes:",
        "      - { code: F, name: first, farePer100Km: 2000, minimumFare: 500 }",
        "      - { code: S, name: second, farePer100Km: 1000 }",
        "    coaches:",
        "      - { number: 1, class: F, rows: 2, letters: AC }",
        "      - { number: 1, class: S, firstRow: 3, rows: 4, letters: ABCD }",
        "      - { number: \"2-3, 5\", class: S, rows: 10, letters: ABCD }", "");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"ELECTRIC-8,576", "ELECTRIC-16,1193", "SLEEPING-18,1032", "SEAT-18,1868", "REGIONAL-4,264"})
    void shouldHaveTheStatedNumberOfSeats(final String code, final int seats)
    {
        assertEquals(seats, template(LayoutSet.builtIn(), code).seatCount());
    }

    @Test
    void shouldHaveTheStatedSeatsOfEachClass()
    {
        final LayoutSet set = LayoutSet.builtIn();
        assertEquals(List.of(10, 28, 538), seatsByClass(template(set, "ELECTRIC-8")));
        assertEquals(List.of(22, 148, 1023), seatsByClass(template(set, "ELECTRIC-16")));
        assertEquals(List.of(924, 108), seatsByClass(template(set, "SLEEPING-18")));
        assertEquals(List.of(1652, 216), seatsByClass(template(set, "SEAT-18")));
        assertEquals(List.of(24, 240), seatsByClass(template(set, "REGIONAL-4")));
        assertEquals(118, template(set, "SEAT-18").coaches().stream().filter((c) -> c.coach() == 1)
            .mapToInt(LayoutTemplate.CoachSection::seatCount).sum());
        assertEquals(0, template(set, "SEAT-18").seatCount('?'));
    }

    @Test
    void shouldNameNoSeatTwice()
    {
        for (final LayoutTemplate template : LayoutSet.builtIn().templates())
        {
            final Set<String> seats = new HashSet<>();
            for (final LayoutTemplate.CoachSection section : template.coaches())
            {
                for (int row = section.firstRow(); row < section.firstRow() + section.rows(); row++)
                {
                    for (final char letter : section.letters().toCharArray())
                    {
                        assertTrue(seats.add(section.coach() + "/" + row + letter), template.code());
                    }
                }
            }
            assertEquals(template.seatCount(), seats.size());
        }
    }

    @ParameterizedTest
    @CsvSource({"G,ELECTRIC-16", "D,ELECTRIC-8", "C,ELECTRIC-8", "Z,SLEEPING-18", "T,SLEEPING-18", "K,SLEEPING-18",
        "Y,SEAT-18", "O,SEAT-18", "gtfs/Acela,REGIONAL-4", "gtfs/,REGIONAL-4"})
    void shouldServeATrainTypeWithItsSet(final String trainType, final String code)
    {
        assertEquals(code, LayoutSet.builtIn().templateFor(service("X", trainType)).code());
    }

    @Test
    void shouldServeEveryTrainWithTheOnlyLayoutOfAFile() throws Exception
    {
        final LayoutSet set = read(ONE_LAYOUT);

        final LayoutTemplate tiny = set.templateFor(service("G1", "G"));
        assertEquals("TINY", tiny.code());
        assertEquals("Tiny set", tiny.name());
        assertEquals(List.of(
            new LayoutTemplate.SeatClass('F', "first", 2000, 500),
            new LayoutTemplate.SeatClass('S', "second", 1000, 0)), tiny.classes());
        assertEquals(List.of(
            new LayoutTemplate.CoachSection(1, 'F', 1, 2, "AC"),
            new LayoutTemplate.CoachSection(1, 'S', 3, 4, "ABCD"),
            new LayoutTemplate.CoachSection(2, 'S', 1, 10, "ABCD"),
            new LayoutTemplate.CoachSection(3, 'S', 1, 10, "ABCD"),
            new LayoutTemplate.CoachSection(5, 'S', 1, 10, "ABCD")), tiny.coaches());
        assertEquals(4 + 16 + 120, tiny.seatCount());
        final Timetable sample = SampleTimetable.load(LocalDate.of(2026, 3, 10), 1);
        assertEquals(List.of(tiny), set.templatesFor(sample));
        assertEquals(List.of("ELECTRIC-8", "ELECTRIC-16"),
            LayoutSet.builtIn().templatesFor(sample).stream().map(LayoutTemplate::code).toList());
    }

    @Test
    void shouldAssignByTheFirstRuleThatMatches() throws Exception
    {
        final LayoutSet set = read(ONE_LAYOUT + String.join("\n",
            "assignment:",
            "  - { service: \"G1[0-9]\", layout: TINY }",
            "  - { trainType: \"G\", layout: ELECTRIC-16 }",
            "  - { trainType: \"gtfs/.*\", service: \"9.*\", layout: REGIONAL-4 }", ""));

        assertEquals("TINY", set.templateFor(service("G12", "G")).code());
        assertEquals("ELECTRIC-16", set.templateFor(service("G123", "G")).code());
        assertEquals("REGIONAL-4", set.templateFor(service("91", "gtfs/TGV")).code());
        assertEquals("SEAT-18", set.templateFor(service("81", "O")).code(), "as without the file");
    }

    @Test
    void shouldReplaceABuiltInLayoutAndTakeAnAssignmentAlone() throws Exception
    {
        final LayoutSet replaced = read(ONE_LAYOUT.replace("TINY", "SEAT-18"));
        final LayoutSet assigned = read("assignment: [ { layout: REGIONAL-4 } ]\n");

        assertEquals(140, template(replaced, "SEAT-18").seatCount());
        assertEquals(5, replaced.templates().size());
        assertEquals("REGIONAL-4", assigned.templateFor(service("G1", "G")).code());
    }

    @Test
    void shouldNeedTheTemplatesOfTheTimetableOnly() throws Exception
    {
        final LayoutSet set = read("assignment: [ { trainType: D, layout: REGIONAL-4 } ]\n");

        final Timetable sample = SampleTimetable.load(LocalDate.of(2026, 3, 10), 1);
        assertEquals(List.of("ELECTRIC-16", "REGIONAL-4"), set.templatesFor(sample).stream()
            .map(LayoutTemplate::code).toList());
    }

    @Test
    void shouldReadTheExampleOfTheDocumentation() throws Exception
    {
        final String page = Files.readString(Path.of("../docs/layouts.md"));
        final int start = page.indexOf("```yaml\n") + "```yaml\n".length();

        final LayoutSet set = read(page.substring(start, page.indexOf("```", start)));

        final LayoutTemplate template = set.templateFor(service("IC 1".replace(" ", ""), "gtfs/Intercity"));
        assertEquals("INTERCITY-3", template.code());
        assertEquals(List.of(26, 152), seatsByClass(template));
        assertEquals("ELECTRIC-16", set.templateFor(service("G1", "G")).code());
    }

    @Test
    void shouldSayWhyAFileCannotBeRead() throws Exception
    {
        final Path none = folder.resolve("none.yaml");
        assertTrue(assertThrows(TimetableException.class, () -> LayoutSet.read(none)).getMessage()
            .startsWith(none + ": cannot be read: "));
        assertTrue(error("layouts: [").startsWith(":1: is not YAML: while parsing a flow node in "));
        assertEquals(": is not a mapping of assignment, layouts", error("just text"));
        assertEquals(": layouts[0]: has an unknown key 'kode'; known are classes, coaches, code, name",
            error(ONE_LAYOUT.replace("code: TINY", "kode: TINY")));
        assertEquals(": is not a mapping of assignment, layouts", error(""));
        assertEquals(": has neither layouts nor an assignment", error("layouts:"));
        assertEquals(": assignment: is missing: it must say which of the 2 layouts serves which train",
            error(ONE_LAYOUT + ONE_LAYOUT.replace("TINY", "TWO").replace("layouts:\n", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "code: TINY; code: TINY SET; layouts[0].code: 'TINY SET' is not 1 to 16 printable ASCII characters without " +
            "blanks",
        "    name: Tiny set; ``; ``",
        "code: F,; code: FF,; layouts[0].classes[0].code: 'FF' is not one printable ASCII character",
        "code: F,; code: S,; layouts[0].classes[1].code: 'S' stands there twice",
        "name: first,; name: of seventeen chars,; layouts[0].classes[0].name: 'of seventeen chars' is not 1 to 16 " +
            "printable ASCII characters without blanks",
        "name: first,; ``; layouts[0].classes[0].name: is missing",
        "2000; -1; layouts[0].classes[0].farePer100Km: -1 is not a whole number from 0 to 1000000000",
        "500 }; 1000000001 }; layouts[0].classes[0].minimumFare: 1000000001 is not a whole number from 0 to 1000000000",
        "2000; 20.5; layouts[0].classes[0].farePer100Km: 20.5 is not a whole number from 0 to 1000000000",
        "number: 1, class: F; number: 100, class: F; layouts[0].coaches[0].number: '100' is not a coach number from " +
            "1 to 99",
        "2-3, 5; 5-3; layouts[0].coaches[2].number: '5-3' is neither a coach number nor a range like 2-6",
        "2-3, 5; 2-3-4; layouts[0].coaches[2].number: '2-3-4' is neither a coach number nor a range like 2-6",
        "class: F; class: X; layouts[0].coaches[0].class: 'X' is not a class of the layout",
        "firstRow: 3; firstRow: 255; layouts[0].coaches[1].firstRow: 255 is not a whole number from 1 to 254",
        "firstRow: 3, rows: 4; firstRow: 254, rows: 2; layouts[0].coaches[1].rows: 2 is not a whole number from 1 to 1",
        "rows: 10; rows: 0; layouts[0].coaches[2].rows: 0 is not a whole number from 1 to 254",
        "letters: AC; letters: AA; layouts[0].coaches[0].letters: 'AA' is not 1 to 8 different letters",
        "letters: AC; letters: ABCDEFGHI; layouts[0].coaches[0].letters: 'ABCDEFGHI' is not 1 to 8 different letters",
        "firstRow: 3; firstRow: 2; layouts[0].coaches[1]: gives seats of coach 1 from row 2 that another section " +
            "has given",
        "2-3, 5; 2-66; layouts[0].coaches[2]: makes 67 sections, more than 64",
        "class: F, rows; class: S, rows; layouts[0].coaches: class F has 0 seats, not 1 to 4096",
    })
    void shouldNamePathValueAndLimitOfAnError(final String original, final String wrong, final String expected)
        throws Exception
    {
        final String text = ONE_LAYOUT.replace(original, wrong == null ? "" : wrong);
        if (expected == null || expected.isEmpty())
        {
            assertEquals("TINY", read(text).templateFor(service("X", "X")).name(), "the name is the code then");
        }
        else
        {
            assertEquals(": " + expected, error(text));
        }
    }

    @Test
    void shouldRefuseTooManySeatsOfAClass() throws Exception
    {
        assertEquals(": layouts[0].coaches: class S has 6112 seats, not 1 to 4096", error(ONE_LAYOUT
            .replace("2-3, 5", "2-4").replace("rows: 10, letters: ABCD", "rows: 254, letters: ABCDEFGH")));
    }

    @Test
    void shouldNameErrorsOfAnAssignment() throws Exception
    {
        assertTrue(error(ONE_LAYOUT + "assignment: [ { layout: NONE } ]").startsWith(
            ": assignment[0].layout: 'NONE' is not one of [ELECTRIC-8, "));
        assertEquals(": assignment[0].trainType: '[' is not a regular expression: Unclosed character class",
            error(ONE_LAYOUT + "assignment: [ { trainType: '[', layout: TINY } ]"));
        assertEquals(": assignment[0].layout: is missing", error(ONE_LAYOUT + "assignment: [ { trainType: G } ]"));
        assertEquals(": layouts[1].code: 'TINY' stands there twice",
            error(ONE_LAYOUT + ONE_LAYOUT.replace("layouts:\n", "")));
    }

    private String error(final String yaml) throws IOException
    {
        final Path file = Files.writeString(folder.resolve("layouts.yaml"), yaml);
        final String message = assertThrows(TimetableException.class, () -> LayoutSet.read(file)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    private LayoutSet read(final String yaml) throws IOException, TimetableException
    {
        return LayoutSet.read(Files.writeString(folder.resolve("layouts.yaml"), yaml));
    }

    private static LayoutTemplate template(final LayoutSet set, final String code)
    {
        return set.templates().stream().filter((template) -> template.code().equals(code)).findFirst().orElseThrow();
    }

    private static List<Integer> seatsByClass(final LayoutTemplate template)
    {
        return template.classes().stream().map((c) -> template.seatCount(c.code())).toList();
    }

    private static Timetable.Service service(final String code, final String trainType)
    {
        return new Timetable.Service(code, code, trainType, List.of(
            new Timetable.Stop("A", 0, 0, 0), new Timetable.Stop("B", 60, 60, 1000)));
    }
}
