/**
 * What goes over the wire and into the journal: SBE schemas, the codecs generated from them at build, handlers and
 * adapters of the messages of each room, the table of all messages, the layout of a frame and the validator that looks
 * at every frame before a decoder touches a field.
 *
 * <p>Owns: {@code signalbox-wire.xml}, {@code signalbox-journal.xml}, {@link io.signalbox.protocol.Frame},
 * {@link io.signalbox.protocol.Frames}, {@link io.signalbox.protocol.MessageTable},
 * {@link io.signalbox.protocol.FrameValidator}. Thread: none; everything here is a flyweight or a pure function, owned
 * by its caller. Must not know: sockets, sessions, the engine, files. It may know Agrona and nothing else; the
 * generators of module protocol-gen run in its build only.
 */
package io.signalbox.protocol;
