/**
 * How a view follows the journal, and what it is built of.
 *
 * <p>Owns: {@link io.signalbox.replay.view.Projection}, the {@link io.signalbox.replay.view.JournalFollower} that
 * feeds projections, {@link io.signalbox.replay.view.AppliedPosition} and {@link io.signalbox.replay.view.Stamp} that
 * say which position a view or an answer is true at, {@link io.signalbox.replay.view.RestorableView} with the
 * entities that its state is written as, and tables that one thread writes and any thread reads. Threads: the
 * follower has one of its own and writes every view; readers are event loops, and wait for the application of one
 * record at most. May know: the journal and the protocol. Must not know: the views themselves, queries, the engine.
 */
package io.signalbox.replay.view;
