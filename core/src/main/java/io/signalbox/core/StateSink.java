package io.signalbox.core;

import org.agrona.DirectBuffer;

/** Gets the engine's state, entity by entity, in canonical order. */
public interface StateSink
{
    /**
     * One entity.
     *
     * @param section index of its section
     * @param buffer  that holds the entity; valid until this returns
     * @param offset  of its first byte
     * @param length  of the entity, bytes, at least 1
     */
    void onEntity(int section, DirectBuffer buffer, int offset, int length);
}
