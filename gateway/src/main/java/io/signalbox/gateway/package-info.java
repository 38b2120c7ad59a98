/**
 * One node: its configuration, its start and its stop.
 *
 * <p>Owns: {@link io.signalbox.gateway.SignalboxServer}, which starts and stops in order what the node is made of: the
 * journal with its recovery and its sync ({@code JournalHost}), the views ({@code ViewHost}), the command pipeline
 * ({@code ring}) and the Netty server ({@code net}). The packages below, from the ground up: {@code host}, {@code
 * session}, {@code ring}, {@code net}; each knows only those before it. Thread: the one that starts and stops the node.
 * Must not know Netty or Disruptor types: they stand behind {@code net} and {@code ring}.
 */
package io.signalbox.gateway;
