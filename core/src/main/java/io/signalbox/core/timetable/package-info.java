/**
 * The timetable: stations, layouts, services, and the runs that are on sale.
 *
 * <p>Owns: {@code TimetableState}; the commands {@code DefineStation}, {@code DefineLayout}, {@code DefineService},
 * {@code OpenRun}, {@code CloseRun}. May know: kernel, fare, rules. Emits: {@code StationDefined},
 * {@code LayoutDefined}, {@code ServiceDefined}, {@code RunOpened}, {@code RunClosed}.
 *
 * <p>Knows no calendar and no time zone: a run has an origin instant, a date is a label. Definitions never change.
 */
package io.signalbox.core.timetable;
