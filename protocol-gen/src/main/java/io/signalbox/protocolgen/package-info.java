/**
 * Generates from the wire schema what SBE's own codecs do not have: for each room of the engine a handler with one
 * method for each message and an adapter that decodes and calls it, and the table of all messages.
 *
 * <p>Owns: what {@code semanticType} of a message means. Thread: that of the build. Must not know: any other module;
 * the generated sources name {@code Frame}, {@code MessageKind} and {@code MessageShape} of the package above the
 * schema's own.
 */
package io.signalbox.protocolgen;
