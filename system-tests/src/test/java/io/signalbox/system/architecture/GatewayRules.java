package io.signalbox.system.architecture;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

import java.util.ArrayList;
import java.util.List;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Which package of the gateway knows which. */
final class GatewayRules
{
    /** The packages of the gateway, from the ground up: each may know those before it. The wiring stands above them. */
    private static final List<String> FROM_THE_GROUND_UP = List.of("host", "session", "ring", "net");

    private GatewayRules()
    {
    }

    static ArchRule hostAndSessionKnowNoTransport(final String root)
    {
        return noClasses().that().resideInAnyPackage(root + ".gateway.host..", root + ".gateway.session..")
            .should().dependOnClassesThat().resideInAnyPackage(
                "com.lmax.disruptor..", "io.netty..", "java.net..", "java.nio.channels..", "java.nio.file..")
            .because("a cluster hosts the same engine and the same sessions, with another log and other queues");
    }

    static ArchRule gatewayKnowsOnlyPackagesBelow(final String root)
    {
        final String gateway = root + ".gateway";
        final List<ArchRule> rules = new ArrayList<>();
        for (int i = 0; i < FROM_THE_GROUND_UP.size(); i++)
        {
            final List<String> above = new ArrayList<>();
            above.add(gateway);
            FROM_THE_GROUND_UP.subList(i + 1, FROM_THE_GROUND_UP.size())
                .forEach(name -> above.add(gateway + "." + name + ".."));
            rules.add(noClasses().that().resideInAPackage(gateway + "." + FROM_THE_GROUND_UP.get(i) + "..")
                .should().dependOnClassesThat().resideInAnyPackage(above.toArray(String[]::new))
                .because("what is below is read, tested and used without what is above"));
        }
        return CompositeArchRule.of(rules);
    }
}
