package io.signalbox.cli.timetable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads layouts and their assignment from YAML, checking everything that the engine would refuse. Stateless.
 */
final class LayoutParser
{
    private static final int MAX_LAYOUTS = 4_096;
    private static final int MAX_RULES = 1_000;
    private static final int MAX_CLASSES = 8;
    private static final int MAX_SECTIONS = 64;
    private static final int MAX_COACH = 99;
    private static final int MAX_ROW = 254;
    private static final int MAX_LETTERS = 8;
    private static final int MAX_SEATS_OF_A_CLASS = 4_096;
    private static final long MAX_FARE = 1_000_000_000L;

    private static final Set<String> FILE_KEYS = Set.of("layouts", "assignment");
    private static final Set<String> LAYOUT_KEYS = Set.of("code", "name", "classes", "coaches");
    private static final Set<String> CLASS_KEYS = Set.of("code", "name", "farePer100Km", "minimumFare");
    private static final Set<String> COACH_KEYS = Set.of("number", "class", "firstRow", "rows", "letters");
    private static final Set<String> RULE_KEYS = Set.of("trainType", "service", "layout");

    private static final YAMLMapper YAML = YAMLMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    private LayoutParser()
    {
    }

    /**
     * What a file says.
     *
     * @param templates  its layouts.
     * @param assignment its rules, in order.
     */
    record Parsed(List<LayoutTemplate> templates, List<Rule> assignment)
    {
    }

    /**
     * A rule of an assignment.
     *
     * @param trainType that the train type must match as a whole, null for any.
     * @param service   that the service code must match as a whole, null for any.
     * @param layout    the code of the layout.
     * @param node      where it stands.
     */
    record Rule(Pattern trainType, Pattern service, String layout, LayoutNode node)
    {
    }

    static Parsed parse(final String file, final InputStream yaml) throws TimetableException
    {
        final JsonNode root;
        try (yaml)
        {
            root = YAML.readTree(yaml);
        }
        catch (final JsonProcessingException ex)
        {
            throw new TimetableException(file + (ex.getLocation() == null ? "" : ":" + ex.getLocation().getLineNr()) +
                ": is not YAML: " + ex.getOriginalMessage().strip().replaceAll("\\s+", " "), ex);
        }
        catch (final IOException ex)
        {
            throw new TimetableException(file + ": cannot be read: " + ex.getMessage(), ex);
        }
        final LayoutNode top = new LayoutNode(file, "", root);
        top.expectKeys(FILE_KEYS);
        final List<LayoutTemplate> templates = new ArrayList<>();
        final Set<String> codes = new HashSet<>();
        if (top.has("layouts"))
        {
            for (final LayoutNode node : top.child("layouts").items(1, MAX_LAYOUTS))
            {
                final LayoutTemplate template = template(node);
                if (!codes.add(template.code()))
                {
                    throw node.child("code").error("'" + template.code() + "' stands there twice");
                }
                templates.add(template);
            }
        }
        final List<Rule> rules = new ArrayList<>();
        if (top.has("assignment"))
        {
            for (final LayoutNode node : top.child("assignment").items(1, MAX_RULES))
            {
                rules.add(rule(node));
            }
        }
        if (templates.isEmpty() && rules.isEmpty())
        {
            throw top.error("has neither layouts nor an assignment");
        }
        return new Parsed(templates, rules);
    }

    private static Rule rule(final LayoutNode node) throws TimetableException
    {
        node.expectKeys(RULE_KEYS);
        return new Rule(
            node.has("trainType") ? pattern(node.child("trainType")) : null,
            node.has("service") ? pattern(node.child("service")) : null,
            node.child("layout").code(),
            node.child("layout"));
    }

    private static Pattern pattern(final LayoutNode node) throws TimetableException
    {
        try
        {
            return Pattern.compile(node.text());
        }
        catch (final PatternSyntaxException ex)
        {
            throw node.error("'" + node.text() + "' is not a regular expression: " + ex.getDescription());
        }
    }

    private static LayoutTemplate template(final LayoutNode node) throws TimetableException
    {
        node.expectKeys(LAYOUT_KEYS);
        final String code = node.child("code").code();
        final String name = node.has("name") ? node.child("name").text() : code;
        final List<LayoutTemplate.SeatClass> classes = new ArrayList<>();
        final Set<Character> classCodes = new HashSet<>();
        for (final LayoutNode classNode : node.child("classes").items(1, MAX_CLASSES))
        {
            final LayoutTemplate.SeatClass seatClass = seatClass(classNode);
            if (!classCodes.add(seatClass.code()))
            {
                throw classNode.child("code").error("'" + seatClass.code() + "' stands there twice");
            }
            classes.add(seatClass);
        }
        final List<LayoutTemplate.CoachSection> sections = new ArrayList<>();
        for (final LayoutNode coachNode : node.child("coaches").items(1, MAX_SECTIONS))
        {
            addSections(coachNode, classCodes, sections);
            if (sections.size() > MAX_SECTIONS)
            {
                throw coachNode.error("makes " + sections.size() + " sections, more than " + MAX_SECTIONS);
            }
        }
        final LayoutTemplate template = new LayoutTemplate(code, name, classes, sections);
        for (final LayoutTemplate.SeatClass seatClass : classes)
        {
            final int seats = template.seatCount(seatClass.code());
            if (seats < 1 || seats > MAX_SEATS_OF_A_CLASS)
            {
                throw node.child("coaches").error(
                    "class " + seatClass.code() + " has " + seats + " seats, not 1 to " + MAX_SEATS_OF_A_CLASS);
            }
        }
        return template;
    }

    private static LayoutTemplate.SeatClass seatClass(final LayoutNode node) throws TimetableException
    {
        node.expectKeys(CLASS_KEYS);
        return new LayoutTemplate.SeatClass(
            node.child("code").character(),
            node.child("name").code(),
            node.child("farePer100Km").number(0, MAX_FARE),
            node.has("minimumFare") ? node.child("minimumFare").number(0, MAX_FARE) : 0);
    }

    private static void addSections(
        final LayoutNode node, final Set<Character> classCodes, final List<LayoutTemplate.CoachSection> sections)
        throws TimetableException
    {
        node.expectKeys(COACH_KEYS);
        final char classCode = node.child("class").character();
        if (!classCodes.contains(classCode))
        {
            throw node.child("class").error("'" + classCode + "' is not a class of the layout");
        }
        final int firstRow = node.has("firstRow") ? (int)node.child("firstRow").number(1, MAX_ROW) : 1;
        final int rows = (int)node.child("rows").number(1, MAX_ROW + 1 - firstRow);
        final String letters = letters(node.child("letters"));
        for (final int number : coachNumbers(node.child("number")))
        {
            final LayoutTemplate.CoachSection section =
                new LayoutTemplate.CoachSection(number, classCode, firstRow, rows, letters);
            for (final LayoutTemplate.CoachSection other : sections)
            {
                if (overlap(section, other))
                {
                    throw node.error("gives seats of coach " + number + " from row " + firstRow +
                        " that another section has given");
                }
            }
            sections.add(section);
        }
    }

    private static boolean overlap(final LayoutTemplate.CoachSection a, final LayoutTemplate.CoachSection b)
    {
        return a.coach() == b.coach() && a.firstRow() < b.firstRow() + b.rows() &&
            b.firstRow() < a.firstRow() + a.rows() && a.letters().chars().anyMatch((c) -> b.letters().indexOf(c) >= 0);
    }

    private static String letters(final LayoutNode node) throws TimetableException
    {
        final String letters = node.code();
        if (letters.length() > MAX_LETTERS || letters.chars().distinct().count() != letters.length())
        {
            throw node.error("'" + letters + "' is not 1 to " + MAX_LETTERS + " different letters");
        }
        return letters;
    }

    /** One number, a range like 2-6, or several of these with commas. */
    private static List<Integer> coachNumbers(final LayoutNode node) throws TimetableException
    {
        final List<Integer> numbers = new ArrayList<>();
        for (final String part : node.text().split(","))
        {
            final String[] ends = part.strip().split("-", -1);
            final int first = coachNumber(node, ends[0]);
            final int last = ends.length == 1 ? first : coachNumber(node, ends[1]);
            if (ends.length > 2 || last < first)
            {
                throw node.error("'" + part.strip() + "' is neither a coach number nor a range like 2-6");
            }
            for (int number = first; number <= last; number++)
            {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static int coachNumber(final LayoutNode node, final String text) throws TimetableException
    {
        final String digits = text.strip();
        if (digits.matches("[0-9]{1,2}") && Integer.parseInt(digits) >= 1)
        {
            return Integer.parseInt(digits);
        }
        throw node.error("'" + digits + "' is not a coach number from 1 to " + MAX_COACH);
    }
}
