package io.signalbox.cli.timetable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Train sets, and which of them serves which service. Immutable, safe for any thread.
 */
public final class LayoutSet
{
    private static final String FOLDER = "/io/signalbox/cli/layouts/";
    private static final String ASSIGNMENT = "assignment.yaml";
    private static final List<String> BUILT_IN = List.of(
        "electric-8.yaml", "electric-16.yaml", "sleeping-18.yaml", "seat-18.yaml", "regional-4.yaml");

    private final Map<String, LayoutTemplate> templates;
    private final List<LayoutParser.Rule> assignment;

    private LayoutSet(final Map<String, LayoutTemplate> templates, final List<LayoutParser.Rule> assignment)
        throws TimetableException
    {
        this.templates = templates;
        this.assignment = assignment;
        for (final LayoutParser.Rule rule : assignment)
        {
            if (!templates.containsKey(rule.layout()))
            {
                throw rule.node().error("'" + rule.layout() + "' is not one of " + templates.keySet());
            }
        }
    }

    /**
     * The train sets that come with the program and their assignment by train type.
     *
     * @return the set; it has a template for every service.
     */
    public static LayoutSet builtIn()
    {
        try
        {
            return new LayoutSet(builtInTemplates(), resource(ASSIGNMENT).assignment());
        }
        catch (final TimetableException ex)
        {
            throw new IllegalStateException("the program's own layouts are broken", ex);
        }
    }

    /**
     * Reads layouts of the user. The built-in ones can be used too, and are replaced by those of the same code. If the
     * file has no assignment, its only layout serves every service. Where no rule of its assignment matches, the
     * built-in assignment decides.
     *
     * @param file YAML as in docs/layouts.md.
     * @return the set.
     * @throws TimetableException naming file, path, value and limit of the first error.
     */
    public static LayoutSet read(final Path file) throws TimetableException
    {
        final LayoutParser.Parsed parsed;
        try
        {
            parsed = LayoutParser.parse(file.toString(), Files.newInputStream(file));
        }
        catch (final IOException ex)
        {
            throw new TimetableException(file + ": cannot be read: " + ex.getMessage(), ex);
        }
        if (parsed.assignment().isEmpty() && parsed.templates().size() > 1)
        {
            throw new TimetableException(file + ": assignment: is missing: it must say which of the " +
                parsed.templates().size() + " layouts serves which train");
        }
        final Map<String, LayoutTemplate> templates = builtInTemplates();
        parsed.templates().forEach((template) -> templates.put(template.code(), template));
        if (!parsed.assignment().isEmpty())
        {
            final List<LayoutParser.Rule> rules = new ArrayList<>(parsed.assignment());
            rules.addAll(resource(ASSIGNMENT).assignment());
            return new LayoutSet(templates, rules);
        }
        final LayoutTemplate only = parsed.templates().get(0);
        return new LayoutSet(templates, List.of(new LayoutParser.Rule(null, null, only.code(), null)));
    }

    /**
     * All templates, the built-in ones first.
     *
     * @return the templates, codes unique.
     */
    public List<LayoutTemplate> templates()
    {
        return List.copyOf(templates.values());
    }

    /**
     * Finds the train set of a service: the first rule of the assignment that matches.
     *
     * @param service of a timetable.
     * @return its template.
     */
    public LayoutTemplate templateFor(final Timetable.Service service)
    {
        for (final LayoutParser.Rule rule : assignment)
        {
            if ((rule.trainType() == null || rule.trainType().matcher(service.trainType()).matches()) &&
                (rule.service() == null || rule.service().matcher(service.code()).matches()))
            {
                return templates.get(rule.layout());
            }
        }
        throw new IllegalStateException("the last rule of the built-in assignment has no conditions");
    }

    /**
     * The templates that a timetable needs, so that no others have to be defined.
     *
     * @param timetable that is to be loaded.
     * @return the templates of its services, in the order of {@link #templates()}.
     */
    public List<LayoutTemplate> templatesFor(final Timetable timetable)
    {
        final List<LayoutTemplate> needed = new ArrayList<>(templates.values());
        needed.retainAll(timetable.services().stream().map(this::templateFor).collect(Collectors.toSet()));
        return needed;
    }

    private static Map<String, LayoutTemplate> builtInTemplates() throws TimetableException
    {
        final Map<String, LayoutTemplate> templates = new LinkedHashMap<>();
        for (final String name : BUILT_IN)
        {
            resource(name).templates().forEach((template) -> templates.put(template.code(), template));
        }
        return templates;
    }

    private static LayoutParser.Parsed resource(final String name) throws TimetableException
    {
        final InputStream yaml = LayoutSet.class.getResourceAsStream(FOLDER + name);
        if (yaml == null)
        {
            throw new TimetableException(name + ": there is no such resource");
        }
        return LayoutParser.parse(name, yaml);
    }
}
