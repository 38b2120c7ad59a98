package io.signalbox.core.kernel;

/**
 * A part of the engine's state, as entities in canonical order: the same state has the same bytes on every machine,
 * whatever its history. One walk over all sections feeds the state hash, the checkpoints and the snapshot. What is
 * derived, and what only the past could tell, as the shape of a heap, is left out and built again when it is read.
 */
public interface StateSection
{
    /**
     * How many entities there are. Never decreases.
     *
     * @return 0 or more
     */
    int entityCount();

    /**
     * Write one entity.
     *
     * @param index  of the entity, 0 to {@link #entityCount()} - 1
     * @param output gets its bytes
     */
    void writeEntity(int index, StateOutput output);

    /**
     * Read the next entity, into a state that has been empty and has read all those before.
     *
     * @param index of the entity
     * @param input bytes of the entity
     * @throws IllegalStateException if the bytes do not fit the state
     */
    void readEntity(int index, StateInput input);
}
