package io.signalbox.core.rules;

import io.signalbox.core.kernel.Emission;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.LimitsDefinedEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.RulesAdoptedEncoder;
import io.signalbox.protocol.wire.SettingsChangedEncoder;

/** Writes the events of the rules. */
final class RulesEvents
{
    private static final EngineLimit[] LIMITS = EngineLimit.values();

    private final Emission emission;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final LimitsDefinedEncoder limitsDefined = new LimitsDefinedEncoder();
    private final SettingsChangedEncoder settingsChanged = new SettingsChangedEncoder();
    private final RulesAdoptedEncoder rulesAdopted = new RulesAdoptedEncoder();

    RulesEvents(final Emission emission)
    {
        this.emission = emission;
    }

    void limitsDefined(final int decisionVersion, final Limits limits)
    {
        limitsDefined.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(limitsDefined.header());
        limitsDefined.decisionVersion(decisionVersion);
        final LimitsDefinedEncoder.LimitsEncoder group = limitsDefined.limitsCount(LIMITS.length);
        for (final EngineLimit limit : LIMITS)
        {
            group.next().limit(limit.wire()).value(limits.of(limit));
        }
        emission.emit(limitsDefined.encodedLength());
    }

    void settingsChanged(final Settings settings)
    {
        settingsChanged.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(settingsChanged.header());
        settingsChanged
            .holdMs(settings.holdMs())
            .shortHoldMs(settings.shortHoldMs())
            .shortHoldBeforeDepartureMs(settings.shortHoldBeforeDepartureMs())
            .saleCloseBeforeDepartureMs(settings.saleCloseBeforeDepartureMs());
        emission.emit(settingsChanged.encodedLength());
    }

    void rulesAdopted(final int decisionVersion, final int previousDecisionVersion)
    {
        rulesAdopted.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(rulesAdopted.header());
        rulesAdopted.decisionVersion(decisionVersion).previousDecisionVersion(previousDecisionVersion);
        emission.emit(rulesAdopted.encodedLength());
    }
}
