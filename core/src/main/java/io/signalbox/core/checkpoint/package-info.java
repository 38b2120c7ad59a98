/**
 * Digests of the state in the journal, so that every follower can tell whether its own state is the same.
 *
 * <p>Owns: {@code CheckpointState} (where the next slice begins); the host's command {@code TakeCheckpoint}. A
 * checkpoint covers a slice of bounded size; slice after slice they cover all sections, again and again. May know:
 * kernel, and the sections of all rooms as such. Emits: {@code CheckpointTaken}, which its applier compares with the
 * state.
 */
package io.signalbox.core.checkpoint;
