/**
 * What hosts the engine: it stamps the time, runs due timers, executes each command, appends one record and hands the
 * events out.
 *
 * <p>Owns: {@link io.signalbox.gateway.host.EngineHost}, the commands that the host itself issues, and what it asks of
 * the node around it: a {@link io.signalbox.gateway.host.RecordSink} to append to, an {@link
 * io.signalbox.gateway.host.EventPublisher} for the events, a {@link io.signalbox.gateway.host.DeliveryGate} that says
 * when replies may leave, a {@link io.signalbox.gateway.host.FailStop}. Thread: the one that decides, except where a
 * method says otherwise. Must not know: Disruptor, Netty, files, sessions, or how commands are put in order: the host
 * of a cluster uses it too.
 */
package io.signalbox.gateway.host;
