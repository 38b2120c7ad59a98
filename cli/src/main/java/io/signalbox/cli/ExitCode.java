package io.signalbox.cli;

/** Exit codes of the command, for scripts; docs/errors.md lists what leads to each. */
final class ExitCode
{
    static final int OK = 0;
    static final int CHECK_FAILED = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int JOURNAL_DAMAGED = 65;
    static final int NO_INPUT = 66;
    static final int UNAVAILABLE = 69;
    static final int INTERNAL = 70;
    static final int SYNC_FAILED = 74;
    static final int IN_USE = 75;
    static final int PROTOCOL = 76;

    private ExitCode()
    {
    }
}
