package io.signalbox.core;

import io.signalbox.protocol.wire.ChangeSettingsDecoder;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;

/** Decides about the frame of the sale: limits, settings, sessions, and the end of holds. */
final class HostDecider
{
    private final EngineState state;
    private final EventEmitter emitter;

    HostDecider(final EngineState state, final EventEmitter emitter)
    {
        this.state = state;
        this.emitter = emitter;
    }

    void decide(final NegotiateDecoder command)
    {
        final SessionTable sessions = state.sessions();
        final int sessionId = (int)command.sessionId();
        final long verId = command.sessionVerId();
        final int slot = sessions.slotOf(sessionId);
        final long currentVerId = slot == SessionTable.NONE ? 0 : sessions.verId(slot);
        final NegotiateRejectReason reason;
        if (sessionId == 0)
        {
            reason = NegotiateRejectReason.SESSION_ID_INVALID;
        }
        else if (command.clientFlow() != FlowType.IDEMPOTENT || command.serverFlow() != FlowType.RECOVERABLE)
        {
            reason = NegotiateRejectReason.FLOW_NOT_SUPPORTED;
        }
        else if (Long.compareUnsigned(verId, currentVerId) <= 0)
        {
            reason = NegotiateRejectReason.SESSION_VER_ID_NOT_GREATER;
        }
        else if (slot == SessionTable.NONE && sessions.isFull())
        {
            reason = NegotiateRejectReason.SESSION_LIMIT_REACHED;
        }
        else
        {
            emitter.negotiateResponse(command.sessionId(), verId);
            return;
        }
        emitter.negotiateReject(command.sessionId(), verId, reason, currentVerId);
    }

    void decide(final DefineLimitsDecoder command)
    {
        checkHost(command.header().sessionId(), "DefineLimits");
        if (state.isDefined())
        {
            emitter.definitionRefused(
                DefineLimitsDecoder.TEMPLATE_ID,
                DefinitionRefusalReason.LIMITS_ALREADY_DEFINED,
                0,
                0,
                emitter.position(),
                "");
        }
        else if (isLimit("maxSessions", command.maxSessions(), Limits.GREATEST_SESSIONS) &&
            isLimit("maxStations", command.maxStations(), Limits.GREATEST_STATIONS) &&
            isLimit("maxLayouts", command.maxLayouts(), Limits.GREATEST_LAYOUTS) &&
            isLimit("maxServices", command.maxServices(), Limits.GREATEST_SERVICES) &&
            isLimit("maxRuns", command.maxRuns(), Limits.GREATEST_RUNS) &&
            isLimit("maxOrders", command.maxOrders(), Limits.GREATEST_ORDERS) &&
            isLimit("maxPassengers", command.maxPassengers(), Limits.GREATEST_PASSENGERS))
        {
            emitter.limitsDefined(SeatEngine.DECISION_VERSION, new Limits(
                (int)command.maxSessions(),
                (int)command.maxStations(),
                (int)command.maxLayouts(),
                (int)command.maxServices(),
                (int)command.maxRuns(),
                (int)command.maxOrders(),
                (int)command.maxPassengers()));
            // The first settings are events too: whoever reads the journal needs no default of this code.
            emitter.settingsChanged(Settings.DEFAULTS);
        }
    }

    void decide(final ChangeSettingsDecoder command)
    {
        final int template = ChangeSettingsDecoder.TEMPLATE_ID;
        final long holdMin = Settings.HOLD_MS_MIN;
        final long holdMax = Settings.HOLD_MS_MAX;
        final long beforeMax = Settings.BEFORE_DEPARTURE_MS_MAX;
        if (isWithin(template, "holdMs", command.holdMs(), holdMin, holdMax) &&
            isWithin(template, "shortHoldMs", command.shortHoldMs(), holdMin, holdMax) &&
            isWithin(
                template, "shortHoldBeforeDepartureMs", command.shortHoldBeforeDepartureMs(), 0, beforeMax) &&
            isWithin(
                template, "saleCloseBeforeDepartureMs", command.saleCloseBeforeDepartureMs(), 0, beforeMax))
        {
            emitter.settingsChanged(new Settings(
                command.holdMs(),
                command.shortHoldMs(),
                command.shortHoldBeforeDepartureMs(),
                command.saleCloseBeforeDepartureMs()));
        }
    }

    /** Bounded, so that a record never grows: the host repeats it while holds are due. */
    void decide(final ExpireHoldsDecoder command)
    {
        checkHost(command.header().sessionId(), "ExpireHolds");
        final int maxCount = command.maxCount();
        if (maxCount < 1 || maxCount > Limits.EXPIRIES_PER_COMMAND)
        {
            throw new IllegalStateException(
                "ExpireHolds.maxCount " + maxCount + " is not 1 to " + Limits.EXPIRIES_PER_COMMAND);
        }
        final DeadlineQueue deadlines = state.deadlines();
        for (int i = 0; i < maxCount && deadlines.nextDeadlineMs() <= emitter.timestampMs(); i++)
        {
            final int slot = deadlines.first();
            addressToOwner(state.orders().sessionSlot(slot));
            emitter.holdExpired(slot);
        }
    }

    /** The host itself can place orders too: they belong to no session. */
    private void addressToOwner(final int sessionSlot)
    {
        if (sessionSlot == SessionTable.NONE)
        {
            emitter.addressToNobody();
        }
        else
        {
            emitter.addressTo(sessionSlot, 0);
        }
    }

    private boolean isLimit(final String field, final long value, final long greatest)
    {
        return isWithin(DefineLimitsDecoder.TEMPLATE_ID, field, value, 1, greatest);
    }

    private boolean isWithin(
        final int templateId, final String field, final long value, final long least, final long greatest)
    {
        if (value >= least && value <= greatest)
        {
            return true;
        }
        emitter.definitionRefused(
            templateId,
            DefinitionRefusalReason.VALUE_OUT_OF_RANGE,
            0,
            value < least ? least : greatest,
            emitter.position(),
            field);
        return false;
    }

    private static void checkHost(final long sessionId, final String command)
    {
        if (sessionId != 0)
        {
            throw new IllegalStateException(command + " from session " + sessionId + ": only the host issues it");
        }
    }
}
