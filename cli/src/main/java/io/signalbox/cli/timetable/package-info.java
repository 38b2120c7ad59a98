/**
 * Timetables and train sets as the {@code signalbox} command reads them: CSV folders, GTFS feeds, the sample, YAML
 * layouts, all into one neutral model.
 *
 * <p>Owns: {@link io.signalbox.cli.timetable.Timetable}, its readers, and
 * {@link io.signalbox.cli.timetable.LayoutSet}. Thread: the caller's, nothing here is shared. What the engine would
 * refuse is found, reported with file and line, and left out before anything is sent. It must not know a server, a
 * client, a socket, a frame or how progress is shown; onebusaway and Jackson's CSV and YAML stay in this package.
 */
package io.signalbox.cli.timetable;
