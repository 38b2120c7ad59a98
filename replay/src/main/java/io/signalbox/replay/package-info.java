/**
 * Everything that reads the journal: recovery, audit, export, the proof that no seat was sold twice, and the views.
 *
 * <p>Owns: {@link io.signalbox.replay.AvailabilityView} and {@link io.signalbox.replay.OrderView}, the
 * {@link io.signalbox.replay.JournalFollower} that feeds them, and {@link io.signalbox.replay.QueryAnswerer} that
 * answers queries from them. Threads: each view is written by one follower thread and read by any event loop, which
 * never waits for more than the application of one record. It decides nothing, writes no journal, and must not know
 * sockets, rings, or the engine's inside.
 */
package io.signalbox.replay;
