package io.signalbox.system.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The rooms of the core: which knows which, and what deciders, states and rules are made of (R1, R2, R6, R7, R8). */
final class RoomRules
{
    /** The rooms, from the ground up: each may know those before it. The root of the core stands above them. */
    static final List<String> FROM_THE_GROUND_UP =
        List.of("kernel", "fare", "rules", "session", "timetable", "inventory", "sale", "checkpoint");

    private RoomRules()
    {
    }

    /** R1, without the cycles, which {@link ModuleRules#packagesHaveNoCycles} finds. */
    static ArchRule roomsKnowOnlyRoomsBefore(final String root)
    {
        final String core = root + ".core";
        final String because = "what is below is read, tested and changed without what is above";
        final List<ArchRule> rules = new ArrayList<>();
        final List<String> places = new ArrayList<>(List.of(core));
        for (int i = 0; i < FROM_THE_GROUND_UP.size(); i++)
        {
            final String room = core + "." + FROM_THE_GROUND_UP.get(i) + "..";
            final List<String> above = new ArrayList<>(List.of(core));
            FROM_THE_GROUND_UP.subList(i + 1, FROM_THE_GROUND_UP.size())
                .forEach(name -> above.add(core + "." + name + ".."));
            rules.add(noClasses().that().resideInAPackage(room)
                .should().dependOnClassesThat().resideInAnyPackage(above.toArray(String[]::new))
                .because(because));
            places.add(room);
        }
        rules.add(noClasses().that().resideInAPackage(core + "..")
            .should().resideOutsideOfPackages(places.toArray(String[]::new))
            .because("a room that has no place in the order may know, and be known by, every other"));
        return CompositeArchRule.of(rules);
    }

    /** R2. */
    static ArchRule onlyTheCoreNamesRooms(final String root)
    {
        return noClasses().that().resideInAPackage(root + "..").and().resideOutsideOfPackage(root + ".core..")
            .should().dependOnClassesThat(
                resideInAPackage(root + ".core..").and(not(resideInAPackage(root + ".core")))
                    .and(not(Types.are("Rule"))).as("are inside a room of the core and no rule"))
            .because("rooms are cut anew as the engine grows; what others rely on is its door and its pure rules");
    }

    /** R6. */
    static ArchRule decidersHoldNoState(final String root)
    {
        return fields().that().areDeclaredInClassesThat(inRooms(root, "Decider"))
            .should(ArchCondition.from(describe("be final, and a constant if primitive", (JavaField field) ->
                field.getModifiers().contains(JavaModifier.FINAL) &&
                (field.getModifiers().contains(JavaModifier.STATIC) || !field.getRawType().isPrimitive()))))
            .because("what a decider remembers is in no event, so a recovered engine would decide otherwise");
    }

    /** R7; that the engine has every section, a test of the core proves. */
    static ArchRule statesAreSections(final String root)
    {
        final String section = root + ".core.kernel.StateSection";
        return classes().that(inRooms(root, "State"))
            .should(ArchCondition.from(describe("implement StateSection", (JavaClass type) ->
                !type.isTopLevelClass() || type.isAssignableTo(section))))
            .because("state that is not a section is in no hash, no checkpoint and no snapshot, so nothing misses it");
    }

    /** R8. */
    static ArchRule rulesArePure(final String root)
    {
        final String because = "the engine and its views compute by it, each over its own data: " +
            "it may see its arguments only";
        return CompositeArchRule.of(List.of(
            fields().that().areDeclaredInClassesThat(inRooms(root, "Rule"))
                .should(ArchCondition.from(describe("be constants", RoomRules::isConstant)))
                .because(because)
                .allowEmptyShould(true),
            methods().that().areDeclaredInClassesThat(inRooms(root, "Rule"))
                .should(ArchCondition.from(describe("be static, primitives in and out", RoomRules::isFunction)))
                .because(because)
                .allowEmptyShould(true),
            noClasses().that(inRooms(root, "Rule"))
                .should().dependOnClassesThat(inRooms(root, "State").or(inRooms(root, "Table")))
                .because(because)));
    }

    private static boolean isConstant(final JavaField field)
    {
        return field.getModifiers().contains(JavaModifier.STATIC) &&
            field.getModifiers().contains(JavaModifier.FINAL) &&
            (field.getRawType().isPrimitive() || field.getRawType().isEquivalentTo(String.class));
    }

    private static boolean isFunction(final JavaMethod method)
    {
        return method.getModifiers().contains(JavaModifier.STATIC) &&
            Stream.concat(method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                .allMatch(type -> type.isPrimitive() && !type.getName().equals("void"));
    }

    private static DescribedPredicate<JavaClass> inRooms(
        final String root, final String role)
    {
        return resideInAPackage(root + ".core.*..").and(Types.are(role)).as("are *" + role + " of rooms");
    }
}
