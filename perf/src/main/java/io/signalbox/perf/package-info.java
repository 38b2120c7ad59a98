/**
 * Load rigs and reports for engineers who run latency tests.
 *
 * <p>Owns: the order-rate rig over loopback TCP, and the control that measures the machine's own stalls beside it.
 * Thread: each rig drives its sockets with one thread of its own; the server under test runs in another process.
 * Must not know: the command line beyond its own options, the journal's files. It speaks the wire protocol itself, over
 * plain sockets, so that what it measures is the server and not the client library.
 */
package io.signalbox.perf;
