/**
 * Proofs over a whole journal, on engines and maps of their own.
 *
 * <p>Owns: {@link io.signalbox.replay.audit.JournalAudit}, which executes every command again, from the first record or
 * from a snapshot on, and compares events and state hashes; {@link io.signalbox.replay.audit.OwnershipCheck}, which
 * shares no code with engine or views and proves that no seat was owned twice; and their reports. Thread: one, of the
 * caller; each is used once. May know: the journal, the frame validator, and of the core the engine and its decision.
 * Must not know: views, recovery, export. It trusts no bytes: what is no sound command or event is reported, and a
 * defect of the engine is not taken for one of the journal.
 */
package io.signalbox.replay.audit;
