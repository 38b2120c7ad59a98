package io.signalbox.snapshot;

import org.agrona.DirectBuffer;

/**
 * Takes entities, one after the other: a file that is written, or a state that is rebuilt.
 */
@FunctionalInterface
public interface SnapshotSink
{
    /**
     * One entity.
     *
     * @param buffer that holds its bytes; valid only during the call
     * @param offset of its first byte
     * @param length bytes, 1 to {@link SnapshotFile#MAX_ENTITY_LENGTH}
     */
    void onEntity(DirectBuffer buffer, int offset, int length);
}
