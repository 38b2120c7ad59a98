package io.signalbox.replay.view;

import org.agrona.DirectBuffer;

/** Gets the state of a view, entity by entity, always in the same order. */
@FunctionalInterface
public interface EntitySink
{
    /**
     * One entity.
     *
     * @param section of the view that it belongs to, from 0; never decreases
     * @param buffer  that holds the entity; valid until this returns
     * @param offset  of its first byte
     * @param length  of the entity, bytes, 1 to {@link EntityOutput#MAX_LENGTH}
     */
    void onEntity(int section, DirectBuffer buffer, int offset, int length);
}
