/**
 * The deterministic engine: ordered bytes and a time in, event bytes out.
 *
 * <p>This package is its door: outside, only {@link io.signalbox.core.SeatEngine},
 * {@link io.signalbox.core.Decision}, {@link io.signalbox.core.StateSink} and the rooms' {@code *Rule} classes may be
 * named. Behind it stand the rooms, each
 * knowing only those before it: kernel, fare, rules, session, timetable, inventory, sale, checkpoint;
 * {@code Rooms} makes them, {@code CommandDispatch} and {@code EventDispatch} lead into them. Thread: one, the caller's
 * (in a server the business thread). It calls no one and must not know a clock, a random source, a hash order, a
 * thread, a file, a socket, a logger. It may know {@code protocol} and Agrona's buffers and collections.
 */
package io.signalbox.core;
