/**
 * The rules of CONTRIBUTING.md and docs/architecture.md that the compiler and Maven cannot check, as tests over the
 * compiled classes.
 *
 * <p>Owns: {@code ArchitectureRule} with one constant a rule, and for each a package under {@code fixtures} that breaks
 * it, so that a rule that can no longer fail is noticed. What rooms must say of themselves ({@code RoomSources}) is
 * read from the source files. Every rule takes the root of the packages that it looks at: {@code io.signalbox}, or its
 * fixture. Thread: the test's. Must not know: anything of the classes but their names.
 */
package io.signalbox.system.architecture;
