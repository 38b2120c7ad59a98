/**
 * One node: its configuration, its start and its stop.
 *
 * <p>Owns: {@link io.signalbox.gateway.SignalboxServer}, which opens the journal, recovers the engine, and wires the
 * command pipeline ({@code ring}), the Netty server ({@code net}), the views and the sync thread together. Thread: the
 * one that starts and stops the node. Must not know Netty or Disruptor types: they stand behind {@code net} and
 * {@code ring}.
 */
package io.signalbox.gateway;
