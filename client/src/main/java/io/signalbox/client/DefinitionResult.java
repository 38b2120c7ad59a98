package io.signalbox.client;

/**
 * Answer to a definition, to opening or closing a run, or to a change of settings.
 */
public sealed interface DefinitionResult extends StampedEvent permits Defined, DefinitionRefused
{
    /**
     * Id under which the thing can be used now: its new id, or that of the same thing with the same content that was
     * there before. So a timetable can be loaded twice.
     *
     * @return 1 and up; 0 if it was refused, or if a thing of this kind has no id
     */
    int usableId();
}
