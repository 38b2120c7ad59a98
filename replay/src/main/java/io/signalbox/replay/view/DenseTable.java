package io.signalbox.replay.view;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Values by an id that is dense from 1. One thread adds, any thread reads without a lock: values are never replaced,
 * and a table that has grown is published whole.
 *
 * @param <T> type of the values
 */
public final class DenseTable<T>
{
    private static final int FIRST_CAPACITY = 64;

    private final String idName;
    private volatile AtomicReferenceArray<T> values = new AtomicReferenceArray<>(FIRST_CAPACITY);
    private volatile int size;

    /**
     * An empty table.
     *
     * @param idName what the ids are of, for the text of an exception
     */
    public DenseTable(final String idName)
    {
        this.idName = idName;
    }

    /**
     * The value of an id. Any thread.
     *
     * @param id of the value
     * @return null if there is none
     */
    public T get(final long id)
    {
        final AtomicReferenceArray<T> table = values;
        return id > 0 && id <= table.length() ? table.get((int)(id - 1)) : null;
    }

    /**
     * The value of an id that must be there. Any thread.
     *
     * @param id of the value
     * @return the value
     * @throws IllegalStateException if there is none
     */
    public T require(final long id)
    {
        final T value = get(id);
        if (value == null)
        {
            throw new IllegalStateException(idName + " " + id + " is not defined; the last one is " + size);
        }
        return value;
    }

    /**
     * Add the next value. Called by the writing thread.
     *
     * @param id    of the value; that of the last one plus 1
     * @param value not null
     * @throws IllegalStateException if the id is not the next one
     */
    public void add(final long id, final T value)
    {
        final int index = size;
        if (id != index + 1L)
        {
            throw new IllegalStateException(idName + " " + id + " after " + index);
        }
        AtomicReferenceArray<T> table = values;
        if (index == table.length())
        {
            table = grown(table);
            values = table;
        }
        table.set(index, value);
        size = index + 1;
    }

    /**
     * How many values there are. Any thread.
     *
     * @return the last id; 0 if there is none
     */
    public int size()
    {
        return size;
    }

    private static <T> AtomicReferenceArray<T> grown(final AtomicReferenceArray<T> table)
    {
        final AtomicReferenceArray<T> larger = new AtomicReferenceArray<>(table.length() * 2);
        for (int i = 0; i < table.length(); i++)
        {
            larger.setPlain(i, table.get(i));
        }
        return larger;
    }
}
