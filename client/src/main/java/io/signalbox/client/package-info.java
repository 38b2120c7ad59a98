/**
 * The Java client that users embed: connect, define, order, pay, query; it reconnects and resumes by itself.
 *
 * <p>Owns: {@link io.signalbox.client.SignalboxClient}, its commands, results and errors, and one session's numbers.
 * Thread: every client has one event loop; futures complete and listeners are called on it, so neither may block.
 * Methods of {@link io.signalbox.client.SignalboxClient} may be called from any thread.
 * Must not know: the engine, the journal, the gateway. It may know the protocol, Agrona and Netty, and it shows no
 * Netty type to its users.
 */
package io.signalbox.client;
