package io.signalbox.client;

/**
 * What an answer is true at.
 *
 * @param position    journal position
 * @param timestampMs time of that position, ms since 1970-01-01 UTC
 * @param ageMs       how long the view has not been known to be the newest, ms
 */
public record AsOf(long position, long timestampMs, long ageMs)
{
}
