/**
 * The deterministic engine: ordered bytes and a time in, event bytes out.
 *
 * <p>Owns: {@link io.signalbox.core.SeatEngine}, the deciders, the events' emitter and applier, seat maps, orders,
 * sessions, the state hash. Thread: one, the caller's (in a server the business thread). It calls nobody and must not
 * know a clock, a random source, a hash order, a thread, a file, a socket, a logger. It may know {@code protocol} and
 * Agrona's buffers.
 */
package io.signalbox.core;
