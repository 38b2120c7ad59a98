package io.signalbox.cli;

/** Exit codes of the command, for scripts; docs/errors.md lists what leads to each. */
final class ExitCode
{
    /** Done. */
    static final int OK = 0;
    /** A check failed: the proof of the demo, or a replay that differs. */
    static final int CHECK_FAILED = 1;
    /** Wrong options or values; nothing was done. */
    static final int USAGE = 2;
    /** The server refused what was asked for, and said why. */
    static final int REFUSED = 3;
    /** A record of a journal is not what was written. */
    static final int JOURNAL_DAMAGED = 65;
    /** A data directory or an input file is missing, unusable or has nothing in it. */
    static final int NO_INPUT = 66;
    /** No server there, no answer in time, or the port to listen on is taken. */
    static final int UNAVAILABLE = 69;
    /** A broken invariant or another defect of the program. */
    static final int INTERNAL = 70;
    /** The heap is too small for the limits of the journal. */
    static final int NO_MEMORY = 71;
    /** The disk refused: a sync of the journal, or a file to write. */
    static final int IO_FAILED = 74;
    /** Another server uses the data directory. */
    static final int IN_USE = 75;
    /** The server refused or ended the session. */
    static final int PROTOCOL = 76;

    private ExitCode()
    {
    }
}
