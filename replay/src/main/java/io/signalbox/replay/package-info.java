/**
 * Everything that reads the journal. The packages, in the reading order; only {@code query} knows others, the views:
 *
 * <ul>
 *   <li>{@code recovery} brings an engine to the end of a journal;</li>
 *   <li>{@code audit} executes a journal again, and proves that no seat was sold twice;</li>
 *   <li>{@code export} writes a journal as JSON Lines;</li>
 *   <li>{@code view} feeds projections from the journal while it grows; {@code view.availability} and
 *       {@code view.order} are those that there are;</li>
 *   <li>{@code query} answers queries from the views.</li>
 * </ul>
 *
 * <p>Owns no class itself. Nothing here decides, writes a journal, or may know sockets, rings, or the engine's inside.
 */
package io.signalbox.replay;
