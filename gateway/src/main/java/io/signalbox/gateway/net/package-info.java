/**
 * The Netty server: from bytes to frames to commands, and from reply rings to sockets.
 *
 * <p>Owns: {@link io.signalbox.gateway.net.NetServer}, the event loops, the connections and what is known of each. A
 * {@code ConnectionLoop} makes for each connection a {@code FrameWriter}, a {@code ClientConnection} above it, an
 * {@code InboundFrames} above both, and the {@code FrameDecoder} that feeds them. Thread: everything of a connection
 * belongs to its event loop; loops share nothing. A loop never waits: not for the command ring (a full one is answered
 * with BUSY), not for the business thread, not for a client. Netty types stand only here. Must not know: the engine,
 * the journal, files, or of the views more than their answers.
 */
package io.signalbox.gateway.net;
