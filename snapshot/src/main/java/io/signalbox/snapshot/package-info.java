/**
 * Snapshot files: the state at one position, so that recovery need not begin at the first record.
 *
 * <p>Owns: the format of a snapshot file, how one is written so that a crash leaves the old ones alone, which one is
 * the newest that is sound, how many are kept. Thread: the caller's; never the business thread, since it writes and
 * syncs. Must not know: the journal, what an entity means, sockets. The state is bytes from a {@code SnapshotSource}
 * and bytes to a {@code StateSink}.
 */
package io.signalbox.snapshot;
