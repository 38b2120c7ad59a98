/**
 * Brings an engine to the end of a journal before a server starts, by applying events.
 *
 * <p>Owns: {@link io.signalbox.replay.recovery.Recovery} and its report; it is where a snapshot to begin from will be
 * chosen. Thread: the one that starts the server. May know: the journal, and of the core the engine alone. Must not
 * know: views, audit, export. Decides nothing: a rule that has changed since cannot change what was sold.
 */
package io.signalbox.replay.recovery;
