package io.signalbox.system.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import io.signalbox.protocol.MessageKind;
import io.signalbox.protocol.MessageTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ArchitectureTest
{
    private static final String CORE = ArchitectureRule.PROJECT + ".core.";
    private static final String WIRE = ArchitectureRule.PROJECT + ".protocol.wire.";

    private static JavaClasses project;

    @BeforeAll
    static void importProject()
    {
        project = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ArchitectureRule.PROJECT);
    }

    @ParameterizedTest
    @EnumSource(ArchitectureRule.class)
    void shouldHoldInTheProject(final ArchitectureRule rule)
    {
        rule.under(ArchitectureRule.PROJECT).check(project);
    }

    @ParameterizedTest
    @EnumSource(ArchitectureRule.class)
    void shouldFindExactlyTheOffendersOfItsFixture(final ArchitectureRule rule)
    {
        final JavaClasses fixture = new ClassFileImporter().importPackages(rule.fixtureRoot());
        final Set<String> offenders = fixture.stream()
            .filter(type -> type.getSimpleName().contains("Offender"))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(offenders.isEmpty(), "the fixture has nothing that breaks the rule");

        final EvaluationResult result = rule.under(rule.fixtureRoot()).evaluate(fixture);

        final List<String> violations = result.getFailureReport().getDetails();
        assertTrue(result.hasViolation(), "the rule holds on its own fixture");
        for (final String offender : offenders)
        {
            assertTrue(
                violations.stream().anyMatch(violation -> violation.contains(offender)),
                offender + " is not among " + violations);
        }
        for (final String violation : violations)
        {
            assertTrue(offenders.stream().anyMatch(violation::contains), "breaks no rule: " + violation);
        }
    }

    @ParameterizedTest
    @EnumSource(ArchitectureRule.class)
    void shouldSayWhy(final ArchitectureRule rule)
    {
        final JavaClasses fixture = new ClassFileImporter().importPackages(rule.fixtureRoot());

        final String report = rule.under(rule.fixtureRoot()).evaluate(fixture).getFailureReport().toString();

        assertTrue(report.contains(", because "), report);
    }

    @Test
    void shouldLookAtEveryTypeOfEveryModule() throws IOException
    {
        for (final String module : ModuleRules.modules())
        {
            final Set<String> missing = sourceTypes(module);
            missing.removeIf(project::contain);
            assertEquals(Set.of(), missing, "of " + module + " the rules did not look at");
        }
    }

    @Test
    void shouldTellCommandsAndEventsFromOtherMessages()
    {
        for (final int templateId : MessageTable.templateIds())
        {
            final String name = WIRE + MessageTable.name(templateId);
            final MessageKind kind = MessageTable.kind(templateId);
            final boolean isCommand = kind == MessageKind.COMMAND || kind == MessageKind.HOST;
            assertEquals(isCommand, MessageRules.isCommandDecoder(project.get(name + "Decoder")), name);
            assertEquals(kind == MessageKind.EVENT, MessageRules.isEventDecoder(project.get(name + "Decoder")), name);
            assertEquals(kind == MessageKind.EVENT, MessageRules.isEventEncoder(project.get(name + "Encoder")), name);
        }
    }

    @Test
    void shouldFindAnApplierCalledByTheDispatchAndByLaterAppliers()
    {
        final Set<String> callers = Stream.of("session.SessionApplier", "inventory.InventoryApplier")
            .flatMap(name -> project.get(CORE + name).getMethodCallsToSelf().stream())
            .map(call -> call.getOriginOwner().getName())
            .filter(name -> !name.startsWith(CORE + "session.") && !name.startsWith(CORE + "inventory."))
            .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(CORE + "EventDispatch", CORE + "sale.SaleApplier"), callers);
    }

    /** Names of the types that the source files of a module are named after. */
    private static Set<String> sourceTypes(final String module) throws IOException
    {
        final Path sources = Path.of("..", module, "src", "main", "java");
        if (Files.notExists(sources))
        {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.walk(sources))
        {
            return files.map(file -> sources.relativize(file).toString())
                .filter(name -> name.endsWith(".java") && !name.endsWith("package-info.java"))
                .map(name -> name.substring(0, name.length() - ".java".length()).replaceAll("[/\\\\]", "."))
                .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
