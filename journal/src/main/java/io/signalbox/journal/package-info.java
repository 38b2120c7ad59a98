/**
 * The journal: every record, in order, on disk. A record is one Chronicle Queue document: header, command, events.
 *
 * <p>Owns: the data directory, its lock, its check and its repair; the layout and the checks of a record, which
 * {@link io.signalbox.journal.JournalRecord} carries in and out; append, group commit, reading.
 * Threads: the writer belongs to the business thread, each reader to the thread that polls it, {@code JournalSync} has
 * a thread of its own. Time comes only with the records, so there is no clock here that could go back.
 * Must not know: what a command means, the engine, sessions, sockets. It alone may know Chronicle Queue.
 */
package io.signalbox.journal;
