package io.signalbox.client;

/**
 * The server decides by other rules from the next record on.
 *
 * @param decisionVersion         of the rules that decide from the next record on
 * @param previousDecisionVersion of the rules that have decided up to this record, this one included
 * @param stamp                   place of the event in the journal
 */
public record RulesAdopted(int decisionVersion, int previousDecisionVersion, EventStamp stamp) implements RulesResult
{
}
