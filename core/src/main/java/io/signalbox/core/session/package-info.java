/**
 * Sessions: who asks, the number of the last request, the number of the next event.
 *
 * <p>Owns: {@code SessionState}; the command {@code Negotiate}. Its applier also counts every event that is addressed
 * to a session, whatever room emits it. May know: kernel, rules. Emits: {@code NegotiateResponse},
 * {@code NegotiateReject}.
 */
package io.signalbox.core.session;
