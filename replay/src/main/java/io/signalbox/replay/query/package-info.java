/**
 * Answers to queries, as frames.
 *
 * <p>Owns: {@link io.signalbox.replay.query.QueryAnswerer}, which copies what is asked for out of the views, gives it
 * its age, and encodes it. Thread: an event loop; each has an answerer of its own, which allocates nothing once it is
 * warm. May know: the views and the protocol. Must not know: the engine, rings, sockets; what it answers goes to a
 * {@link io.signalbox.protocol.FrameSink}. No query changes anything.
 */
package io.signalbox.replay.query;
