/**
 * The way of a command from an event loop to the engine and back: a Disruptor ring of raw command bytes, the one
 * business thread that consumes it, and for each event loop a ring of reply bytes.
 *
 * <p>Owns: {@link io.signalbox.gateway.ring.CommandPipeline}, {@link io.signalbox.gateway.ring.CommandRing},
 * {@link io.signalbox.gateway.ring.ReplyRing}, the sessions' routes and the replies that are kept. Thread: the business
 * thread, except for the publishing side of the command ring and the draining side of a reply ring, which belong to
 * event loops. Disruptor types stand only here. Must not know: Netty, sockets, files, Chronicle.
 */
package io.signalbox.gateway.ring;
