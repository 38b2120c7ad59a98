package io.signalbox.core;

import io.signalbox.protocol.wire.DefinitionRefusalReason;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static io.signalbox.protocol.wire.DefinitionRefusalReason.ALREADY_DEFINED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.CLASS_REPEATED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.CLASS_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.CODE_INVALID;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.CONFLICTS_WITH_EXISTING;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.DISTANCES_NOT_ASCENDING;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.LIMIT_REACHED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.SEATS_OVERLAP;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.STATION_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.TIMES_NOT_ASCENDING;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.VALUE_OUT_OF_RANGE;

/**
 * The checks of the twin's definitions, each with its refusal.
 */
final class NaiveChecks
{
    /** Ends the checks of a definition with its refusal. */
    static final class Refusal extends RuntimeException
    {
        private static final long serialVersionUID = 1L;

        final DefinitionRefusalReason reason;
        final long limitValue;
        final String field;
        long existingId;
        long decidingPosition;

        Refusal(final DefinitionRefusalReason reason, final String field, final long limitValue)
        {
            this.reason = reason;
            this.limitValue = limitValue;
            this.field = field;
        }

        Refusal existing(final long id, final long position)
        {
            existingId = id;
            decidingPosition = position;
            return this;
        }
    }

    private NaiveChecks()
    {
    }

    static void checkClasses(final List<Command.SeatClass> classes)
    {
        final Set<Integer> codes = new HashSet<>();
        for (final Command.SeatClass seatClass : classes)
        {
            range("classCode", seatClass.code(), 0x21, 0x7E);
            if (!codes.add(seatClass.code()))
            {
                throw new Refusal(CLASS_REPEATED, "classCode", seatClass.code());
            }
            range("farePer100Km", seatClass.farePer100Km(), 0, 1_000_000_000);
            range("minimumFare", seatClass.minimumFare(), 0, 1_000_000_000);
        }
    }

    static void checkCoaches(final Command.DefineLayout command)
    {
        final Set<String> places = new HashSet<>();
        for (int i = 0; i < command.coaches().size(); i++)
        {
            final Command.Coach coach = command.coaches().get(i);
            range("coachNumber", coach.number(), 1, 99);
            if (command.classes().stream().noneMatch(known -> known.code() == coach.classCode()))
            {
                throw new Refusal(CLASS_UNKNOWN, "classCode", coach.classCode());
            }
            range("firstRow", coach.firstRow(), 1, 254);
            range("rows", coach.rows(), 1, 255 - coach.firstRow());
            final String letters = coach.letters();
            if (letters.isEmpty() || !printable(letters) ||
                letters.chars().distinct().count() != letters.length())
            {
                throw new Refusal(VALUE_OUT_OF_RANGE, "letters", 8);
            }
            for (int row = coach.firstRow(); row < coach.firstRow() + coach.rows(); row++)
            {
                for (final char letter : letters.toCharArray())
                {
                    if (!places.add(coach.number() + "/" + row + letter))
                    {
                        throw new Refusal(SEATS_OVERLAP, "coachNumber", i);
                    }
                }
            }
        }
    }

    static void checkStop(final List<Command.Stop> stops, final int i, final int stationCount)
    {
        final Command.Stop stop = stops.get(i);
        if (stop.stationId() < 1 || stop.stationId() > stationCount)
        {
            throw new Refusal(STATION_UNKNOWN, "stationId", i);
        }
        range("arrivalS", stop.arrivalS(), -86_400, 31_536_000);
        range("departureS", stop.departureS(), -86_400, 31_536_000);
        final boolean end = i == 0 || i == stops.size() - 1;
        if (stop.arrivalS() > stop.departureS() ||
            end && stop.arrivalS() != stop.departureS() ||
            i > 0 && stops.get(i - 1).departureS() > stop.arrivalS())
        {
            throw new Refusal(TIMES_NOT_ASCENDING, "arrivalS", i);
        }
        range("distanceM", stop.distanceM(), 0, 100_000_000);
        if (i == 0 && stop.distanceM() != 0 || i > 0 && stop.distanceM() < stops.get(i - 1).distanceM())
        {
            throw new Refusal(DISTANCES_NOT_ASCENDING, "distanceM", i);
        }
    }

    static Refusal existing(final boolean same, final int index, final long position)
    {
        return new Refusal(same ? ALREADY_DEFINED : CONFLICTS_WITH_EXISTING, "", 0).existing(index + 1, position);
    }

    static void checkCode(final String code)
    {
        if (code.isEmpty() || !printable(code))
        {
            throw new Refusal(CODE_INVALID, "code", 0);
        }
    }

    private static boolean printable(final String text)
    {
        return text.chars().allMatch(character -> character >= 0x21 && character <= 0x7E);
    }

    static void range(final String field, final long value, final long least, final long greatest)
    {
        if (value < least || value > greatest)
        {
            throw new Refusal(VALUE_OUT_OF_RANGE, field, value < least ? least : greatest);
        }
    }

    static void limit(final String field, final int count, final long limit)
    {
        if (count >= limit)
        {
            throw new Refusal(LIMIT_REACHED, field, limit);
        }
    }
}
