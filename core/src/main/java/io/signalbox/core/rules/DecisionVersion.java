package io.signalbox.core.rules;

/**
 * Versions of the deciding rules. The one in force is state and changes by a journaled command only; this code knows
 * all of them, so that every journal can be decided again.
 */
public final class DecisionVersion
{
    /** The first rules. */
    public static final int FIRST = 1;

    /** From here on AMOUNT_MISMATCH does not tell the amount: the session that holds an order has got it. */
    public static final int AMOUNT_NOT_TOLD = 2;

    /** The newest rules. */
    public static final int LATEST = AMOUNT_NOT_TOLD;

    private DecisionVersion()
    {
    }
}
