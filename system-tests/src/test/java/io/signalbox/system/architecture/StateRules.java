package io.signalbox.system.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.LinkedHashSet;
import java.util.Set;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The state of the core changes by events only (R5). */
final class StateRules
{
    private StateRules()
    {
    }

    /**
     * R5. State is every {@code *State} and what its fields are made of, but for values that cannot change. A method
     * changes it if it returns nothing or sets a field: within its room appliers and states may call such a method, and
     * what is public is for other rooms, so it must not be one, unless it is of the kernel, whose tables and timers all
     * rooms have. A decider that makes such an object itself may also fill it: it is what a command asks for, which is
     * not in the state.
     */
    static ArchRule onlyAppliersChangeState(final String root)
    {
        return classes().that().resideInAPackage(root + ".core.*..").and().haveSimpleNameEndingWith("State")
            .should(changeByAppliersOnly(root + ".core"))
            .because("what is changed without an event is lost in recovery, where events are applied and nothing else");
    }

    /** R5. */
    static ArchRule onlyAppliersAndDispatchApply(final String root)
    {
        final String core = root + ".core";
        return noClasses().that().resideInAPackage(root + "..")
            .and(describe("are neither appliers nor the dispatch of events", type ->
                !Types.isA("Applier", type) && !Types.outermost(type).getName().equals(core + ".EventDispatch")))
            .should().accessTargetWhere(describe("a method of an applier", access ->
                access.getTargetOwner().getPackageName().startsWith(core + ".") &&
                Types.isA("Applier", access.getTargetOwner()) &&
                !access.getName().equals("<init>")))
            .because("an event is applied once, live and in recovery by the same way, which is the dispatch");
    }

    private static ArchCondition<JavaClass> changeByAppliersOnly(final String core)
    {
        return new ArchCondition<>("be changed by appliers only")
        {
            @Override
            public void check(final JavaClass state, final ConditionEvents events)
            {
                final Set<JavaClass> parts = new LinkedHashSet<>();
                collectParts(core, state, parts);
                parts.removeIf(StateRules::isValue);
                for (final JavaClass part : parts)
                {
                    for (final JavaMethod method : part.getMethods())
                    {
                        if (changes(method) && !isOfSection(method))
                        {
                            checkPublic(core, method, events);
                            checkCallers(method, parts, events);
                        }
                    }
                }
            }
        };
    }

    private static void collectParts(final String core, final JavaClass type, final Set<JavaClass> parts)
    {
        if (type.getPackageName().startsWith(core + ".") && parts.add(type))
        {
            for (final JavaField field : type.getFields())
            {
                field.getAllInvolvedRawTypes().forEach(
                    part -> collectParts(core, part.getBaseComponentType(), parts));
            }
        }
    }

    private static boolean isValue(final JavaClass part)
    {
        return part.getFields().stream().allMatch(field ->
            field.getModifiers().contains(JavaModifier.FINAL) && field.getRawType().isPrimitive());
    }

    private static boolean changes(final JavaMethod method)
    {
        return method.getRawReturnType().getName().equals("void") || method.getFieldAccesses().stream()
            .anyMatch(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET &&
                access.getTargetOwner().equals(method.getOwner()));
    }

    /** Restoring a state and writing it is of the engine: {@code Rooms} does it, by the interface of all sections. */
    private static boolean isOfSection(final JavaMethod method)
    {
        return method.getOwner().getAllRawInterfaces().stream()
            .filter(type -> type.getSimpleName().equals("StateSection"))
            .anyMatch(section -> section.getMethods().stream().anyMatch(of -> of.getName().equals(method.getName())));
    }

    private static void checkPublic(final String core, final JavaMethod method, final ConditionEvents events)
    {
        final JavaClass part = method.getOwner();
        if (part.getModifiers().contains(JavaModifier.PUBLIC) &&
            method.getModifiers().contains(JavaModifier.PUBLIC) &&
            !part.getPackageName().equals(core + ".kernel"))
        {
            events.add(SimpleConditionEvent.violated(
                method, method.getFullName() + " changes state and is public: other rooms can call it"));
        }
    }

    private static void checkCallers(
        final JavaMethod method, final Set<JavaClass> parts, final ConditionEvents events)
    {
        for (final JavaAccess<?> call : method.getAccessesToSelf())
        {
            final JavaClass caller = Types.outermost(call.getOriginOwner());
            if (!Types.isA("Applier", caller) && !Types.isA("State", caller) && !parts.contains(caller) &&
                !makes(caller, method.getOwner()))
            {
                events.add(SimpleConditionEvent.violated(method, call.getDescription() + ", which changes state"));
            }
        }
    }

    private static boolean makes(final JavaClass caller, final JavaClass part)
    {
        return caller.getConstructorCallsFromSelf().stream().anyMatch(call -> call.getTargetOwner().equals(part));
    }
}
