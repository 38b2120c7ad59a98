/**
 * What a trip costs.
 *
 * <p>Owns: {@link io.signalbox.core.fare.FareRule}, a pure function that views compute with, too. No state, no command,
 * no event. May know: nothing.
 */
package io.signalbox.core.fare;
