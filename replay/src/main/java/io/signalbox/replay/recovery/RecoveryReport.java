package io.signalbox.replay.recovery;

/**
 * What a recovery applied.
 *
 * @param records     how many records
 * @param events      how many events in them
 * @param position    of the last record, 0 if there was none
 * @param timestampMs of the last record, ms since 1970-01-01 UTC, 0 if there was none
 */
public record RecoveryReport(long records, long events, long position, long timestampMs)
{
}
