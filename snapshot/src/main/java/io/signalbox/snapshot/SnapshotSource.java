package io.signalbox.snapshot;

import io.signalbox.core.StateSink;

/**
 * State that can be written down: all of its entities, each as some bytes, in canonical order.
 */
@FunctionalInterface
public interface SnapshotSource
{
    /**
     * Give every entity to the sink, in canonical order: the same state gives the same bytes on every machine.
     *
     * @param sink gets the entities
     */
    void writeTo(StateSink sink);
}
