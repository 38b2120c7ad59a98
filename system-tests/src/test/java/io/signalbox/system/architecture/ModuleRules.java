package io.signalbox.system.architecture;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;

import java.util.ArrayList;
import java.util.List;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which module knows which, and where each vendor is fenced in. */
final class ModuleRules
{
    /** Every module that has main code, each followed by the modules that it may know. */
    private static final List<List<String>> ARROWS = List.of(
        // Runs in the build of protocol: no module may know it, and none needs it at run time.
        List.of("protocol-gen"),
        List.of("protocol"),
        List.of("core", "protocol"),
        List.of("journal", "protocol"),
        List.of("snapshot", "protocol", "core"),
        List.of("replay", "protocol", "core", "journal", "snapshot"),
        List.of("gateway", "protocol", "core", "journal", "snapshot", "replay"),
        List.of("client", "protocol"),
        List.of("perf", "protocol", "core", "journal", "snapshot", "replay", "gateway", "client"),
        List.of("cli", "protocol", "core", "journal", "snapshot", "replay", "gateway", "client", "perf"));

    private ModuleRules()
    {
    }

    /** Names of the modules that have main code. */
    static List<String> modules()
    {
        return ARROWS.stream().map(arrow -> arrow.get(0)).toList();
    }

    static ArchRule modulesKnowOnlyModulesAbove(final String root)
    {
        final List<ArchRule> rules = new ArrayList<>();
        for (final List<String> arrow : ARROWS)
        {
            final String[] known = arrow.stream().map(module -> packages(root, module)).toArray(String[]::new);
            final String[] unknown = modules().stream()
                .filter(module -> !arrow.contains(module))
                .map(module -> packages(root, module))
                .toArray(String[]::new);
            if (unknown.length > 0)
            {
                rules.add(noClasses().that().resideInAPackage(known[0])
                    .should().dependOnClassesThat().resideInAnyPackage(unknown)
                    .because("the arrow of dependencies is the reading order, and what is above can be used alone"));
            }
        }
        return CompositeArchRule.of(rules);
    }

    private static String packages(final String root, final String module)
    {
        return root + "." + module.replace("-", "") + "..";
    }

    static ArchRule protocolKnowsOnlyAgrona(final String root)
    {
        return classes().that().resideInAPackage(root + ".protocol..")
            .should().onlyDependOnClassesThat(resideInAnyPackage(root + ".protocol..", "java..", "org.agrona.."))
            .because("everybody gets what the protocol needs, also a client on somebody else's machine");
    }

    static ArchRule clientKnowsOnlyProtocolAndNetty(final String root)
    {
        return classes().that().resideInAPackage(root + ".client..")
            .should().onlyDependOnClassesThat(
                resideInAnyPackage(
                    root + ".client..", root + ".protocol..", "io.netty..", "java..", "org.agrona.."))
            .because("users embed it: what it needs, their program gets too");
    }

    static ArchRule chronicleOnlyInJournal(final String root)
    {
        return fence(root, "net.openhft..", ".journal..")
            .because("what Chronicle promises, and what not, is known in one place, where it can be replaced");
    }

    static ArchRule nettyOnlyAtTheSockets(final String root)
    {
        return fence(root, "io.netty..", ".gateway.net..", ".client..")
            .because("behind the socket there are only frames, so the rest is tested and simulated without a network");
    }

    static ArchRule disruptorOnlyInTheRing(final String root)
    {
        return fence(root, "com.lmax.disruptor..", ".gateway.ring..")
            .because("the ring is one way to put commands in order; the engine must not notice which one it is");
    }

    static ArchRule jacksonOnlyInExportAndCommands(final String root)
    {
        return fence(root, "com.fasterxml..", ".replay.export..", ".cli..", ".perf..")
            .because("what serves clients speaks SBE; text is for people, at the edge");
    }

    static ArchRule sbeToolOnlyInBuildAndExport(final String root)
    {
        return fence(root, "uk.co.real_logic..", ".protocolgen..", ".replay.export..")
            .because("the tool makes codecs at build; only the export reads messages by their schema at run time");
    }

    static ArchRule viewsKnowNoEngine(final String root)
    {
        return noClasses().that().resideInAnyPackage(root + ".replay.view..", root + ".replay.query..")
            .should().dependOnClassesThat().resideInAPackage(root + ".core")
            .because("a view is built from the events of the journal alone, so that it is the same live and in replay");
    }

    static ArchRule aeronNowhere(final String root)
    {
        return fence(root, "..io.aeron..", ".cluster..")
            .because("this version has one node; a cluster gets a module of its own and the same engine");
    }

    static ArchRule packagesHaveNoCycles(final String root)
    {
        return slices().matching(root + ".(**)").should().beFreeOfCycles()
            .because("packages that know each other can only be read, tested and changed together");
    }

    private static ClassesShouldConjunction fence(
        final String root, final String vendor, final String... allowed)
    {
        final String[] inside = new String[allowed.length];
        for (int i = 0; i < allowed.length; i++)
        {
            inside[i] = root + allowed[i];
        }
        return noClasses().that().resideInAPackage(root + "..").and().resideOutsideOfPackages(inside)
            .should().dependOnClassesThat().resideInAnyPackage(vendor);
    }
}
