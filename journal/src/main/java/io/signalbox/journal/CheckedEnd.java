package io.signalbox.journal;

/**
 * How far a reader has checked the journal.
 *
 * @param index    of the last sound record, Chronicle's own
 * @param position of the last sound record
 */
record CheckedEnd(long index, long position)
{
}
