/**
 * A journal as JSON Lines, which docs/journal-export.md describes, for people and for programs in other languages.
 *
 * <p>Owns: {@link io.signalbox.replay.export.JournalExport} and what writes a message by the schema's own description,
 * so that a new message needs no change here. Thread: one, of the caller. May know: the journal and the protocol's
 * schema. Here alone stand sbe-tool, and of this module Jackson: what serves clients must not need them. Must not
 * know: the engine, views, audit.
 */
package io.signalbox.replay.export;
