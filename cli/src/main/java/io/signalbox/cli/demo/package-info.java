/**
 * The demo: an embedded server, the sample timetable, buyers over real TCP, and the proof from the journal.
 *
 * <p>Owns: what buyers do and in which proportions, what is counted meanwhile, and the checks at the end. Thread:
 * buyers live on the client's event loop and one timer thread; the rest is the command's main thread. Must not know:
 * the engine or the wire; it buys as any user of the client does, and proves as any operator with the journal does.
 */
package io.signalbox.cli.demo;
