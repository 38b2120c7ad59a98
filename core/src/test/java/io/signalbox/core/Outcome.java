package io.signalbox.core;

import java.util.List;

/**
 * What a command led to.
 *
 * @param repeated whether it was a request made before
 * @param events   in order; none if it had no effect
 */
record Outcome(boolean repeated, List<Event> events)
{
}
