/**
 * Digests of the state in the journal, so that everyone who follows it can tell whether his own state is the same.
 *
 * <p>Owns: the host's command {@code TakeCheckpoint}; the version of the state's form ({@code StateFormat}), so that a
 * digest of another form is not compared. A checkpoint covers a slice of bounded size; slice after slice the host walks
 * over all sections, again and again. No state of its own. May know: kernel, and the sections of all rooms as such.
 * Emits: {@code CheckpointTaken}, which its applier compares with the state.
 */
package io.signalbox.core.checkpoint;
