/**
 * What the node knows of each session beside the engine's state: the connection that it has now, and the last replies,
 * so that a repeated request gets its first answer again.
 *
 * <p>Owns: {@link io.signalbox.gateway.session.SessionRoutes}, {@link io.signalbox.gateway.session.SessionHandler}, the
 * kept replies, and the frames of the gateway itself. A session outlives its connections; here a connection is only a
 * number of {@link io.signalbox.gateway.session.ConnectionIds}. Thread: the one that decides. Must not know: Disruptor,
 * Netty, sockets, or how commands come and how frames travel: they leave through a
 * {@link io.signalbox.gateway.session.ReplyQueue} for each event loop.
 */
package io.signalbox.gateway.session;
