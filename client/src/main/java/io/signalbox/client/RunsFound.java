package io.signalbox.client;

import java.util.List;

/**
 * Answer to a search. Its offers may be used with {@code asOf.position()} as the seen position of an order.
 *
 * @param asOf   what the answer is true at
 * @param offers one for each run, pair of stops and class; empty if there is none
 */
public record RunsFound(AsOf asOf, List<Offer> offers)
{
}
