/**
 * What every room stands on.
 *
 * <p>Owns: position and time of the last record; {@link io.signalbox.core.kernel.Emission}, the one way an event gets
 * out; the shared checks with their refusal; timers; definitions by id and code; the streams that a state is written to
 * and read from. May know: protocol and Agrona, no room. Emits: {@code DefinitionRefused}.
 *
 * <p>State and timers are changed by appliers only. Thread: the engine's.
 */
package io.signalbox.core.kernel;
