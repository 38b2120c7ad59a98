/**
 * The way of a command from an event loop to the host of the engine and back: a Disruptor ring of raw command bytes,
 * the one business thread that consumes it, and for each event loop a ring of reply bytes.
 *
 * <p>Owns: {@link io.signalbox.gateway.ring.CommandPipeline}, {@link io.signalbox.gateway.ring.CommandRing}, {@link
 * io.signalbox.gateway.ring.ReplyRing}. Thread: the business thread, except for the publishing side of the command ring
 * and the draining side of a reply ring, which belong to event loops. Disruptor types stand only here. Must not know:
 * Netty, sockets, files, Chronicle, or what is decided.
 */
package io.signalbox.gateway.ring;
