package io.signalbox.client;

/**
 * It is so from now on: a station, layout or service is defined, a run is opened or closed, settings are changed.
 *
 * @param id    of the station, layout, service or run; 0 for settings
 * @param stamp place of the event in the journal
 */
public record Defined(int id, EventStamp stamp) implements DefinitionResult
{
    @Override
    public int usableId()
    {
        return id;
    }
}
