package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Checks;
import io.signalbox.core.kernel.Definitions;
import io.signalbox.core.rules.RulesState;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.CloseRunDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.OpenRunDecoder;

/** Decides about runs. */
final class RunDecider
{
    private static final int SERVICE_DATE_MAX = 1_000_000;
    private static final long ORIGIN_INSTANT_MS_MAX = 253_402_300_799_999L;

    private final TimetableState state;
    private final RulesState rules;
    private final TimetableEvents events;
    private final Checks checks;

    RunDecider(
        final TimetableState state, final RulesState rules, final TimetableEvents events, final Checks checks)
    {
        this.state = state;
        this.rules = rules;
        this.events = events;
        this.checks = checks;
    }

    void decide(final OpenRunDecoder command)
    {
        checks.begin(OpenRunDecoder.TEMPLATE_ID);
        if (!state.services().has(command.serviceId()))
        {
            checks.refuse(DefinitionRefusalReason.SERVICE_UNKNOWN, 0, 0, "serviceId");
        }
        else if (!state.layouts().has(command.layoutId()))
        {
            checks.refuse(DefinitionRefusalReason.LAYOUT_UNKNOWN, 0, 0, "layoutId");
        }
        else if (
            checks.isWithin("serviceDate", command.serviceDate(), -SERVICE_DATE_MAX, SERVICE_DATE_MAX) &&
            checks.isWithin("originInstantMs", command.originInstantMs(), 0, ORIGIN_INSTANT_MS_MAX) &&
            isRunNew(command) &&
            checks.isBelowLimit("maxRuns", state.runCount(), rules.limit(EngineLimit.MAX_RUNS)))
        {
            events.runOpened(
                state.runCount() + 1,
                (int)command.serviceId(),
                (int)command.layoutId(),
                command.serviceDate(),
                command.originInstantMs());
        }
    }

    private boolean isRunNew(final OpenRunDecoder command)
    {
        final int existingId = state.runs().idOf(new Run.Key((int)command.serviceId(), command.serviceDate()));
        if (existingId == Definitions.UNKNOWN)
        {
            return true;
        }
        final Run existing = state.run(existingId);
        return checks.refuseExisting(
            existingId,
            existing.openedPosition(),
            existing.layoutId() == command.layoutId() && existing.originInstantMs() == command.originInstantMs());
    }

    void decide(final CloseRunDecoder command)
    {
        checks.begin(CloseRunDecoder.TEMPLATE_ID);
        if (!state.hasRun(command.runId()))
        {
            checks.refuse(DefinitionRefusalReason.RUN_UNKNOWN, 0, 0, "runId");
            return;
        }
        final Run run = state.run((int)command.runId());
        if (run.isClosed())
        {
            checks.refuse(DefinitionRefusalReason.RUN_ALREADY_CLOSED, 0, 0, run.closedPosition(), "runId");
        }
        else
        {
            events.runClosed((int)command.runId());
        }
    }
}
