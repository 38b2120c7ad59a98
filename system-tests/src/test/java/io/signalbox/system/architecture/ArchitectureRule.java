package io.signalbox.system.architecture;

import com.tngtech.archunit.lang.ArchRule;

import java.util.function.Function;

/**
 * Every rule, with the package of its fixture. The rules of the rooms have numbers in CONTRIBUTING.md. Two of those are
 * kept elsewhere: R9 by {@code RoomSources}, since classes do not have what it looks at; R10, one answer to a request,
 * by {@code Emission}, which throws where there is none or a second one, and by its test.
 */
enum ArchitectureRule
{
    CORE_KNOWS_ONLY_ITS_WHITELIST("corewhitelist", CoreRules::knowsOnlyItsWhitelist),
    CORE_TOUCHES_NO_OUTSIDE_WORLD("coreworld", CoreRules::touchesNoOutsideWorld),
    CORE_ITERATES_NO_HASH("corehash", CoreRules::iteratesNoHash),
    CORE_HAS_NO_FLOATING_POINT("corefloat", CoreRules::hasNoFloatingPoint),
    ROOMS_KNOW_ONLY_ROOMS_BEFORE("roomorder", RoomRules::roomsKnowOnlyRoomsBefore),
    ONLY_THE_CORE_NAMES_ROOMS("roomdoor", RoomRules::onlyTheCoreNamesRooms),
    ONLY_DECIDERS_READ_COMMANDS("commands", MessageRules::onlyDecidersReadCommands),
    ONLY_EVENTS_CLASSES_WRITE_EVENTS("events", MessageRules::onlyEventsClassesWriteEvents),
    ONLY_APPLIERS_READ_EVENTS("appliers", MessageRules::onlyAppliersReadEvents),
    ROOMS_HANDLE_THEIR_OWN_MESSAGES("ownmessages", MessageRules::roomsHandleTheirOwnMessages),
    ONLY_APPLIERS_CHANGE_STATE("changes", StateRules::onlyAppliersChangeState),
    ONLY_APPLIERS_AND_DISPATCH_APPLY("applies", StateRules::onlyAppliersAndDispatchApply),
    DECIDERS_HOLD_NO_STATE("deciders", RoomRules::decidersHoldNoState),
    STATES_ARE_SECTIONS("states", RoomRules::statesAreSections),
    RULES_ARE_PURE("pure", RoomRules::rulesArePure),
    MODULES_KNOW_ONLY_MODULES_ABOVE("modules", ModuleRules::modulesKnowOnlyModulesAbove),
    PROTOCOL_KNOWS_ONLY_AGRONA("protocolwhitelist", ModuleRules::protocolKnowsOnlyAgrona),
    CLIENT_KNOWS_ONLY_PROTOCOL_AND_NETTY("clientwhitelist", ModuleRules::clientKnowsOnlyProtocolAndNetty),
    CHRONICLE_ONLY_IN_JOURNAL("chronicle", ModuleRules::chronicleOnlyInJournal),
    NETTY_ONLY_AT_THE_SOCKETS("netty", ModuleRules::nettyOnlyAtTheSockets),
    DISRUPTOR_ONLY_IN_THE_RING("disruptor", ModuleRules::disruptorOnlyInTheRing),
    JACKSON_ONLY_IN_EXPORT_AND_COMMANDS("jackson", ModuleRules::jacksonOnlyInExportAndCommands),
    SBE_TOOL_ONLY_IN_BUILD_AND_EXPORT("sbetool", ModuleRules::sbeToolOnlyInBuildAndExport),
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
