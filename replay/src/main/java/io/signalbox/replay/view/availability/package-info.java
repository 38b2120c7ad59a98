/**
 * The view of free seats: for every run, class and pair of stops what one order could really get.
 *
 * <p>Owns: {@link io.signalbox.replay.view.availability.AvailabilityView}, the runs and reference data behind it, and
 * {@link io.signalbox.replay.view.availability.AvailabilityReads}, whose comment proves that every copy is exact at
 * its stamp. Threads: what is written is written by the follower alone, under the locks of {@code StripedRunLocks};
 * {@code Offers} and {@code RunCounts} belong to the thread that reads. May know: {@code view} and the protocol. Must
 * not know: other views, queries, the engine.
 */
package io.signalbox.replay.view.availability;
