package io.signalbox.system.architecture;

import com.tngtech.archunit.lang.ArchRule;

import java.util.function.Function;

/** Every rule, with the package of its fixture. */
enum ArchitectureRule
{
    CORE_KNOWS_ONLY_ITS_WHITELIST("corewhitelist", CoreRules::knowsOnlyItsWhitelist),
    CORE_TOUCHES_NO_OUTSIDE_WORLD("coreworld", CoreRules::touchesNoOutsideWorld),
    CORE_ITERATES_NO_HASH("corehash", CoreRules::iteratesNoHash),
    CORE_HAS_NO_FLOATING_POINT("corefloat", CoreRules::hasNoFloatingPoint),
    ONLY_EMITTER_ENCODES_EVENTS("emitter", CoreRules::onlyEmitterEncodesEvents),
    ONLY_EMITTER_AND_ENGINE_APPLY("applier", CoreRules::onlyEmitterAndEngineApply),
    MODULES_KNOW_ONLY_MODULES_ABOVE("modules", ModuleRules::modulesKnowOnlyModulesAbove),
    PROTOCOL_KNOWS_ONLY_AGRONA("protocolwhitelist", ModuleRules::protocolKnowsOnlyAgrona),
    CLIENT_KNOWS_ONLY_PROTOCOL_AND_NETTY("clientwhitelist", ModuleRules::clientKnowsOnlyProtocolAndNetty),
    CHRONICLE_ONLY_IN_JOURNAL("chronicle", ModuleRules::chronicleOnlyInJournal),
    NETTY_ONLY_AT_THE_SOCKETS("netty", ModuleRules::nettyOnlyAtTheSockets),
    DISRUPTOR_ONLY_IN_THE_RING("disruptor", ModuleRules::disruptorOnlyInTheRing),
    JACKSON_ONLY_IN_EXPORT_AND_COMMANDS("jackson", ModuleRules::jacksonOnlyInExportAndCommands),
    SBE_TOOL_ONLY_IN_EXPORT("sbetool", ModuleRules::sbeToolOnlyInExport),
    VIEWS_KNOW_NO_ENGINE("views", ModuleRules::viewsKnowNoEngine),
    HOST_AND_SESSION_KNOW_NO_TRANSPORT("host", GatewayRules::hostAndSessionKnowNoTransport),
    GATEWAY_KNOWS_ONLY_PACKAGES_BELOW("rooms", GatewayRules::gatewayKnowsOnlyPackagesBelow),
    AERON_NOWHERE("aeron", ModuleRules::aeronNowhere),
    PACKAGES_HAVE_NO_CYCLES("cycles", ModuleRules::packagesHaveNoCycles);

    /** Root of the packages of the project. */
    static final String PROJECT = "io.signalbox";

    private final String fixture;
    private final Function<String, ArchRule> rule;

    ArchitectureRule(final String fixture, final Function<String, ArchRule> rule)
    {
        this.fixture = fixture;
        this.rule = rule;
    }

    /**
     * The rule for the packages under a root. A package that does not exist breaks nothing.
     *
     * @param root a package, without a dot at its end
     */
    ArchRule under(final String root)
    {
        return rule.apply(root).allowEmptyShould(true);
    }

    /** Root of the packages that break the rule. */
    String fixtureRoot()
    {
        return ArchitectureRule.class.getPackageName() + ".fixtures." + fixture;
    }
}
