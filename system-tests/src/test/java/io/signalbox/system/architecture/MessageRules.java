package io.signalbox.system.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Who in the core reads commands, writes events and reads events (R3), and that a room has its own messages only (R4).
 *
 * <p>What a message is, the handlers say that are generated from the schema: a command is what a method of a
 * {@code SaleCommandHandler} takes, an event what one of a {@code SaleEventHandler} takes, and Sale is its room.
 */
final class MessageRules
{
    private static final String COMMANDS = "CommandHandler";
    private static final String EVENTS = "EventHandler";

    private MessageRules()
    {
    }

    /** R3. A helper of the room may read a group of a command, as the passengers of an order. */
    static ArchRule onlyDecidersReadCommands(final String root)
    {
        final String because = "who reads a command decides, and who decides is looked for among the deciders";
        return CompositeArchRule.of(List.of(
            noClasses().that().resideInAPackage(root + ".core..").and(not(Types.are("Decider")))
                .should().dependOnClassesThat(
                    describe("read commands", type -> isCommandDecoder(type) && type.isTopLevelClass()))
                .because(because),
            noClasses().that().resideInAPackage(root + ".core..").and(not(Types.are("Decider"))).and().arePublic()
                .should().dependOnClassesThat(
                    describe("read groups of commands", type -> isCommandDecoder(type) && !type.isTopLevelClass()))
                .because(because)));
    }

    /** R3. */
    static ArchRule onlyEventsClassesWriteEvents(final String root)
    {
        final String because = "an event that does not go through its room's events and the emission is not applied";
        return CompositeArchRule.of(List.of(
            noClasses().that().resideInAPackage(root + ".core..").and(not(Types.are("Events")))
                .should().dependOnClassesThat(
                    describe("write events", MessageRules::isEventEncoder))
                .because(because),
            noClasses().that().resideInAPackage(root + ".core.*..").and(Types.are("Events"))
                .should().bePublic()
                .because("another room that could write these events would decide for this one")));
    }

    /** R3. */
    static ArchRule onlyAppliersReadEvents(final String root)
    {
        return noClasses().that().resideInAPackage(root + ".core..").and(not(Types.are("Applier")))
            .should().dependOnClassesThat(describe("read events", MessageRules::isEventDecoder))
            .because("what an event changes is found in appliers, and holds live and in recovery alike");
    }

    /**
     * R4: a handler is implemented whole by its room. That no message is forgotten, the compiler sees then; who only
     * watches another room's events implements the handler's {@code Selective}.
     */
    static ArchRule roomsHandleTheirOwnMessages(final String root)
    {
        return classes().that().resideInAPackage(root + ".core..")
            .should(ArchCondition.from(describe("handle, decide and emit messages of their own room only", type ->
                type.getRawInterfaces().stream().allMatch(handler -> isOwnHandler(root, type, handler)) &&
                touchesOnlyItsRoom(root, type, MessageRules::isCommandDecoder, COMMANDS) &&
                touchesOnlyItsRoom(root, type, MessageRules::isEventEncoder, EVENTS))))
            .because("the schema says whose a message is: two rooms that decide or emit it would each keep half of it");
    }

    private static boolean isOwnHandler(final String root, final JavaClass type, final JavaClass handler)
    {
        final String name = handler.getSimpleName();
        return !name.endsWith(COMMANDS) && !name.endsWith(EVENTS) ||
            type.getName().equals(root + ".core." + room(name) + "." +
                (name.endsWith(COMMANDS) ? name.replace(COMMANDS, "Decider") : name.replace(EVENTS, "Applier")));
    }

    private static boolean touchesOnlyItsRoom(
        final String root, final JavaClass type, final Predicate<JavaClass> message, final String handlers)
    {
        return type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(message)
            .flatMap(target -> handlersOf(target, handlers).stream())
            .allMatch(handler -> type.getPackageName().equals(root + ".core." + room(handler)));
    }

    private static String room(final String handler)
    {
        return handler.replace(COMMANDS, "").replace(EVENTS, "").toLowerCase(Locale.ROOT);
    }

    static boolean isCommandDecoder(final JavaClass type)
    {
        return Types.isA("Decoder", type) && !handlersOf(type, COMMANDS).isEmpty();
    }

    static boolean isEventDecoder(final JavaClass type)
    {
        return Types.isA("Decoder", type) && !handlersOf(type, EVENTS).isEmpty();
    }

    static boolean isEventEncoder(final JavaClass type)
    {
        return Types.isA("Encoder", type) && !handlersOf(type, EVENTS).isEmpty();
    }

    /** Names of the handlers of rooms that take a message, which its decoder, its encoder or a group of them is of. */
    private static Set<String> handlersOf(final JavaClass type, final String kind)
    {
        return decoderOf(Types.outermost(type)).stream()
            .flatMap(decoder -> decoder.getMethodsWithParameterTypeOfSelf().stream())
            .map(method -> Types.outermost(method.getOwner()).getSimpleName())
            .filter(name -> name.endsWith(kind) && !name.equals(kind))
            .collect(Collectors.toSet());
    }

    /** An encoder knows its decoder, by which it prints what it has encoded. */
    private static Optional<JavaClass> decoderOf(final JavaClass type)
    {
        if (!Types.isA("Encoder", type))
        {
            return Optional.of(type);
        }
        final String decoder = type.getName().replaceFirst("Encoder$", "Decoder");
        return type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass())
            .filter(target -> target.getName().equals(decoder))
            .findAny();
    }
}
