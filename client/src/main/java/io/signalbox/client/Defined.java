package io.signalbox.client;

/**
 * It is so from now on: a station, layout or service is defined, a run is opened or closed, settings are changed.
 *
 * @param kind  what is so
 * @param id    of the station, layout, service or run; 0 for settings
 * @param stamp place of the event in the journal
 */
public record Defined(Kind kind, int id, EventStamp stamp) implements DefinitionResult
{
    @Override
    public int usableId()
    {
        return id;
    }

    /**
     * What is so from now on.
     */
    public enum Kind
    {
        /** A station is defined. */
        STATION,

        /** A layout is defined. */
        LAYOUT,

        /** A service is defined. */
        SERVICE,

        /** A run is on sale. */
        RUN_OPENED,

        /** The sale of a run has ended. */
        RUN_CLOSED,

        /** The settings of the sale are changed. */
        SETTINGS
    }
}
