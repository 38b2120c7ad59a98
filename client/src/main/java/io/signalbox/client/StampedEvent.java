package io.signalbox.client;

/**
 * A fact of the journal.
 */
public interface StampedEvent
{
    /**
     * Place of the event in the journal, and how it came.
     *
     * @return never null
     */
    EventStamp stamp();

    /**
     * Journal position of the record that holds the event.
     *
     * @return 1 and up
     */
    default long position()
    {
        return stamp().position();
    }

    /**
     * Time of that record.
     *
     * @return ms since 1970-01-01 UTC
     */
    default long timestampMs()
    {
        return stamp().timestampMs();
    }

    /**
     * Whether the event was on disk when it was sent.
     *
     * @return false if it had only been appended: then it survives the death of the server's process
     */
    default boolean onDisk()
    {
        return stamp().onDisk();
    }
}
