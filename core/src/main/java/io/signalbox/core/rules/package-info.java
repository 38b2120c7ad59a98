/**
 * The rules in force: version of the deciding rules, limits, settings of the sale.
 *
 * <p>Owns: {@code RulesState}; the versions that this code knows ({@code DecisionVersion}); the commands
 * {@code DefineLimits} (the first record of every journal), {@code ChangeSettings} and {@code AdoptRules}. May know:
 * kernel. Emits: {@code LimitsDefined}, {@code SettingsChanged}, {@code RulesAdopted}.
 *
 * <p>A change of what is decided, in whatever room, gets a version here, and old versions go on to be decided as they
 * were.
 */
package io.signalbox.core.rules;
