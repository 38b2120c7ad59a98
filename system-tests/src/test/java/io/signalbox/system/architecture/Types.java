package io.signalbox.system.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

import java.util.Set;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

/** How rules name classes: by the class of the source file, so that what is nested in it and its lambdas count too. */
final class Types
{
    private Types()
    {
    }

    static JavaClass outermost(final JavaClass type)
    {
        JavaClass outermost = type.getBaseComponentType();
        while (outermost.getEnclosingClass().isPresent())
        {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost;
    }

    static DescribedPredicate<JavaClass> named(final Set<String> names)
    {
        return describe("one of " + names, type -> names.contains(outermost(type).getName()));
    }

    /** Of the role that the last word of a class name says. */
    static boolean isA(final String role, final JavaClass type)
    {
        return outermost(type).getSimpleName().endsWith(role);
    }

    static DescribedPredicate<JavaClass> are(final String role)
    {
        return describe("are *" + role, type -> isA(role, type));
    }
}
