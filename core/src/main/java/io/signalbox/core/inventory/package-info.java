/**
 * Which seat of which run is taken on which segments, and which one is given next.
 *
 * <p>Owns: {@code InventoryState}, the seat maps, the choice of seats (best fit). No commands and no events of its own:
 * its applier is called by those of later rooms, and watches the timetable for new runs. May know: kernel, rules,
 * timetable.
 *
 * <p>On the hot path: allocates nothing but for a new run.
 */
package io.signalbox.core.inventory;
