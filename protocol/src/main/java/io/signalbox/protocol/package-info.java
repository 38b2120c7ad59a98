/**
 * What goes over the wire and into the journal: SBE schemas, the codecs generated from them at build, the layout of a
 * frame, the walk over frames, and the validator that looks at every frame before a decoder touches a field.
 *
 * <p>Owns: {@code signalbox-wire.xml}, {@code signalbox-journal.xml}, {@link io.signalbox.protocol.Frame},
 * {@link io.signalbox.protocol.Frames}, {@link io.signalbox.protocol.FrameValidator}. Thread: none; everything here is
 * a flyweight or a pure function, owned by its caller. Must not know: sockets, sessions, the engine, files. It may know
 * Agrona and nothing else.
 */
package io.signalbox.protocol;
