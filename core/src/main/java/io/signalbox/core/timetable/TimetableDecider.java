package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Checks;
import io.signalbox.core.kernel.Code;
import io.signalbox.core.kernel.Definitions;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.rules.Limits;
import io.signalbox.core.rules.RulesState;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.CloseRunDecoder;
import io.signalbox.protocol.wire.DefineLayoutDecoder;
import io.signalbox.protocol.wire.DefineServiceDecoder;
import io.signalbox.protocol.wire.DefineStationDecoder;
import io.signalbox.protocol.wire.OpenRunDecoder;
import io.signalbox.protocol.wire.TimetableCommandHandler;

/** Decides about the timetable: about stations itself, about the rest by a decider each. */
public final class TimetableDecider implements TimetableCommandHandler
{
    private final TimetableState state;
    private final RulesState rules;
    private final Emission emission;
    private final TimetableEvents events;
    private final Checks checks;
    private final LayoutDecider layouts;
    private final ServiceDecider services;
    private final RunDecider runs;

    /**
     * Decider over a state.
     *
     * @param state    that decisions are made by
     * @param rules    that say how much there may be
     * @param emission that events get out by
     */
    public TimetableDecider(final TimetableState state, final RulesState rules, final Emission emission)
    {
        this.state = state;
        this.rules = rules;
        this.emission = emission;
        events = new TimetableEvents(emission);
        checks = new Checks(emission);
        layouts = new LayoutDecider(state, rules, emission, events, checks);
        services = new ServiceDecider(state, rules, emission, events, checks);
        runs = new RunDecider(state, rules, events, checks);
    }

    @Override
    public void onDefineStation(final DefineStationDecoder command)
    {
        checks.begin(DefineStationDecoder.TEMPLATE_ID);
        final int codeOffset = command.offset() + DefineStationDecoder.codeEncodingOffset();
        if (checks.isCode(command.buffer(), codeOffset) &&
            checks.isWithin("name", command.nameLength(), 0, Limits.NAME_BYTES))
        {
            final Code code = Code.at(command.buffer(), codeOffset);
            final byte[] name = new byte[command.nameLength()];
            command.getName(name, 0, name.length);
            final Station station = new Station(code, name, emission.position());
            final int existingId = state.stations().idOf(code);
            if ((existingId == Definitions.UNKNOWN || refuseExisting(existingId, station)) &&
                checks.isBelowLimit("maxStations", state.stations().count(), rules.limit(EngineLimit.MAX_STATIONS)))
            {
                events.stationDefined(state.stations().count() + 1, station);
            }
        }
    }

    private boolean refuseExisting(final int existingId, final Station station)
    {
        final Station existing = state.stations().get(existingId);
        return checks.refuseExisting(existingId, existing.definedPosition(), existing.hasContentOf(station));
    }

    @Override
    public void onDefineLayout(final DefineLayoutDecoder command)
    {
        layouts.decide(command);
    }

    @Override
    public void onDefineService(final DefineServiceDecoder command)
    {
        services.decide(command);
    }

    @Override
    public void onOpenRun(final OpenRunDecoder command)
    {
        runs.decide(command);
    }

    @Override
    public void onCloseRun(final CloseRunDecoder command)
    {
        runs.decide(command);
    }
}
