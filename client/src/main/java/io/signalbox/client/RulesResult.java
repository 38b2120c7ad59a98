package io.signalbox.client;

/**
 * Answer to the adoption of rules.
 */
public sealed interface RulesResult extends StampedEvent permits RulesAdopted, DefinitionRefused
{
}
