/**
 * The {@code signalbox} command: serve, load, search, book, pay, cancel, order, settings, rules, journal, replay, perf,
 * demo.
 *
 * <p>Owns: options, exit codes and what is printed. Thread: the main thread of the command; the client's answers are
 * waited for, never handled elsewhere. Must not know: how anything is decided, encoded or stored; it only calls the
 * modules that do.
 */
package io.signalbox.cli;
