package io.signalbox.system.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** What the core must not know, so that the same commands give the same events everywhere and always. */
final class CoreRules
{
    private static final Set<String> CORE_WHITELIST = Set.of(
        "java.nio.ByteBuffer",
        "java.nio.ByteOrder",
        "java.security.MessageDigest",
        "java.security.NoSuchAlgorithmException",
        "org.agrona.concurrent.UnsafeBuffer");

    private static final Set<String> OUTSIDE_CLASSES = Set.of(
        "java.lang.Process",
        "java.lang.ProcessBuilder",
        "java.lang.ProcessHandle",
        "java.lang.Runtime",
        "java.lang.Thread",
        "java.lang.ThreadLocal",
        "java.security.SecureRandom",
        "java.util.Calendar",
        "java.util.Date",
        "java.util.GregorianCalendar",
        "java.util.Random",
        "java.util.Scanner",
        "java.util.SplittableRandom",
        "java.util.Timer",
        "java.util.TimeZone",
        "java.util.UUID");

    /** Methods of a collection whose result or calls come in its own order. */
    private static final Pattern WALKS = Pattern.compile(
        "entrySet|keySet|values|iterator|spliterator|stream|parallelStream|toArray|toString|removeIf|replaceAll" +
            "|(int|long)?[fF]orEach(Int|Long)?");

    private CoreRules()
    {
    }

    static ArchRule knowsOnlyItsWhitelist(final String root)
    {
        return classes().that().resideInAPackage(root + ".core..")
            .should().onlyDependOnClassesThat(
                resideInAnyPackage(
                    root + ".core..", root + ".protocol..", "java.lang", "java.util", "org.agrona",
                    "org.agrona.collections").or(Types.named(CORE_WHITELIST)))
            .because("the core calls nobody: a clock, file, socket, logger or vendor would make it depend on its host");
    }

    static ArchRule touchesNoOutsideWorld(final String root)
    {
        return noClasses().that().resideInAPackage(root + ".core..")
            .should().dependOnClassesThat(
                resideInAnyPackage(
                    "java.io", "java.net..", "java.nio.channels..", "java.nio.file..", "java.time..",
                    "java.util.concurrent..", "java.util.logging..", "org.slf4j..").or(Types.named(OUTSIDE_CLASSES)))
            .orShould().accessTargetWhere(isOutsideCall())
            .because("a decision that saw a clock, chance, a thread or the environment cannot be decided again");
    }

    static ArchRule iteratesNoHash(final String root)
    {
        return noClasses().that().resideInAPackage(root + ".core..")
            .should().accessTargetWhere(walksHash())
            .because("the order of a hash map is its history, not its content: after a recovery it may be another");
    }

    static ArchRule hasNoFloatingPoint(final String root)
    {
        return noClasses().that().resideInAPackage(root + ".core..")
            .should(ArchCondition.from(hasFloatingPointMember()))
            .orShould().accessTargetWhere(calculatesWithFloatingPoint())
            .because("money is a long of minor units, and what is rounded depends on the order of the sums");
    }

    /** All of System is outside, but for copying an array; so are the sources of chance and of an identity hash. */
    private static DescribedPredicate<JavaAccess<?>> isOutsideCall()
    {
        return describe("a call to the outside", access ->
        {
            final String owner = access.getTargetOwner().getName();
            final String name = access.getName();
            return owner.equals("java.lang.System") && !name.equals("arraycopy") ||
                (owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath")) && name.equals("random") ||
                owner.equals("java.lang.Object") && name.equals("hashCode") ||
                owner.equals("java.util.Collections") && name.equals("shuffle");
        });
    }

    private static DescribedPredicate<JavaAccess<?>> walksHash()
    {
        return describe("a walk over a hash map or set", access ->
        {
            final JavaClass owner = access.getTargetOwner();
            final String name = owner.getName();
            return WALKS.matcher(access.getName()).matches() &&
                (owner.isAssignableTo(Map.class) ||
                owner.isAssignableTo(Set.class) ||
                name.startsWith("org.agrona.collections.") && name.matches(".*(Map|Set|Map\\$.*|Set\\$.*)"));
        });
    }

    private static DescribedPredicate<JavaClass> hasFloatingPointMember()
    {
        return describe("have a member that is, takes or returns float or double", type ->
            type.getMembers().stream().anyMatch(member ->
                member.getAllInvolvedRawTypes().stream().anyMatch(CoreRules::isFloatingPoint)));
    }

    /** Load factors of collections are not part of a decision. */
    private static DescribedPredicate<JavaAccess<?>> calculatesWithFloatingPoint()
    {
        return describe("a call that takes or returns float or double", access ->
            access.getTarget() instanceof CodeUnitCallTarget &&
            !access.getTargetOwner().getPackageName().equals("org.agrona.collections") &&
            !access.getTargetOwner().getPackageName().equals("java.util") &&
            isFloatingPoint((CodeUnitCallTarget)access.getTarget()));
    }

    private static boolean isFloatingPoint(final CodeUnitCallTarget target)
    {
        return isFloatingPoint(target.getRawReturnType()) ||
            target.getRawParameterTypes().stream().anyMatch(CoreRules::isFloatingPoint);
    }

    private static boolean isFloatingPoint(final JavaClass type)
    {
        final String name = type.getBaseComponentType().getName();
        return name.equals("float") || name.equals("double") ||
            name.equals("java.lang.Float") || name.equals("java.lang.Double");
    }
}
