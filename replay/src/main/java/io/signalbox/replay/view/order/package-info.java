/**
 * The view of orders: what became of each, and at which positions.
 *
 * <p>Owns: {@link io.signalbox.replay.view.order.OrderView}, the words and passengers of orders, and
 * {@link io.signalbox.replay.view.order.OrderReading}, a copy of one order. Threads: written by the follower alone,
 * under the lock of the order that changes; a reading belongs to the thread that reads. May know: {@code view} and the
 * protocol. Must not know: other views, queries, the engine.
 */
package io.signalbox.replay.view.order;
