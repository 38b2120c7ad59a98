package io.signalbox.core.kernel;

import org.agrona.collections.Object2IntHashMap;

import java.util.ArrayList;
import java.util.List;

/**
 * Things that were defined once and for all, each with the next id from 1 on and a key of its own. Held by a room's
 * state, which decides who may add.
 *
 * @param <K> type of the key
 * @param <T> type of the things
 */
public final class Definitions<K, T>
{
    /** Id of what is not defined. */
    public static final int UNKNOWN = 0;

    private final String what;
    private final List<T> entries = new ArrayList<>();
    private final Object2IntHashMap<K> ids = new Object2IntHashMap<>(UNKNOWN);

    /**
     * None yet.
     *
     * @param what they are, for messages
     */
    public Definitions(final String what)
    {
        this.what = what;
    }

    /**
     * How many there are.
     *
     * @return also the greatest id
     */
    public int count()
    {
        return entries.size();
    }

    /**
     * Whether there is one with an id.
     *
     * @param id as a command says it
     * @return true if {@link #get} has it
     */
    public boolean has(final long id)
    {
        return id >= 1 && id <= entries.size();
    }

    /**
     * Get one.
     *
     * @param id 1 to {@link #count()}
     * @return what has that id
     */
    public T get(final int id)
    {
        return entries.get(id - 1);
    }

    /**
     * Find one.
     *
     * @param key of it
     * @return its id, or {@link #UNKNOWN}
     */
    public int idOf(final K key)
    {
        return ids.getValue(key);
    }

    /**
     * Add the next one.
     *
     * @param id    of it, one more than {@link #count()}
     * @param key   of it
     * @param entry itself
     */
    public void add(final int id, final K key, final T entry)
    {
        if (id != entries.size() + 1)
        {
            throw new IllegalStateException(what + " id " + id + " is not the next one, " + (entries.size() + 1));
        }
        entries.add(entry);
        ids.put(key, id);
    }
}
