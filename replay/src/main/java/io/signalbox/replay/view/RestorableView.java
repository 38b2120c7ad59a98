package io.signalbox.replay.view;

import org.agrona.DirectBuffer;

/**
 * A projection whose state can be written, and read again, so that it need not be built from the first record. What was
 * read answers every query as what was written, and so does each of the two after the same further records.
 *
 * <p>What no query asks for is left out, and what is derived is built again.
 */
public interface RestorableView extends Projection
{
    /**
     * Position of the last record that was applied.
     *
     * @return 0 before the first
     */
    long position();

    /**
     * Time of the last record that was applied.
     *
     * @return ms since 1970-01-01 UTC, 0 before the first
     */
    long timestampMs();

    /**
     * Write the whole state. Called between two records, by the thread that feeds the view.
     *
     * @param sink gets every entity
     */
    void writeTo(EntitySink sink);

    /**
     * Read the next entity, as {@link #writeTo} handed it out, into a view that has been new. Called by one thread,
     * before the view is fed or shared with readers. The view stands at position 0 until it has read the last one.
     *
     * @param section of the entity
     * @param buffer  that holds it
     * @param offset  of its first byte
     * @param length  of the entity, bytes
     * @throws IllegalStateException if the entity does not fit, or the view is not new: it is of no use then
     */
    void readEntity(int section, DirectBuffer buffer, int offset, int length);
}
