package io.signalbox.core.checkpoint;

/**
 * Version of the state's canonical form: which sections there are, in which order, and the bytes of their entities. A
 * digest of one version says nothing of another. So old journals stay what they are when the state grows.
 */
public final class StateFormat
{
    /** Of this code. It goes up with every change of the sections or of what an entity holds. */
    public static final int VERSION = 1;

    private StateFormat()
    {
    }
}
