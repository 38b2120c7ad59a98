package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Checks;
import io.signalbox.core.kernel.Code;
import io.signalbox.core.kernel.Definitions;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.rules.Limits;
import io.signalbox.core.rules.RulesState;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.DefineLayoutDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Decides about layouts: coaches, classes and seats of a train set. Not on the hot path: it may allocate. */
final class LayoutDecider
{
    private static final long FARE_MAX = 1_000_000_000;
    private static final int COACH_NUMBER_MAX = 99;
    private static final int ROW_MAX = 254;
    private static final int PRINTABLE_MIN = 0x21;
    private static final int PRINTABLE_MAX = 0x7E;

    private final TimetableState state;
    private final RulesState rules;
    private final Emission emission;
    private final TimetableEvents events;
    private final Checks checks;

    LayoutDecider(
        final TimetableState state,
        final RulesState rules,
        final Emission emission,
        final TimetableEvents events,
        final Checks checks)
    {
        this.state = state;
        this.rules = rules;
        this.emission = emission;
        this.events = events;
        this.checks = checks;
    }

    void decide(final DefineLayoutDecoder command)
    {
        checks.begin(DefineLayoutDecoder.TEMPLATE_ID);
        final int codeOffset = command.offset() + DefineLayoutDecoder.codeEncodingOffset();
        if (!checks.isCode(command.buffer(), codeOffset))
        {
            return;
        }
        final Layout layout = read(Code.at(command.buffer(), codeOffset), command);
        if (layout != null)
        {
            final int existingId = state.layouts().idOf(layout.code());
            if ((existingId == Definitions.UNKNOWN || refuseExisting(existingId, layout)) &&
                checks.isBelowLimit("maxLayouts", state.layouts().count(), rules.limit(EngineLimit.MAX_LAYOUTS)))
            {
                events.layoutDefined(state.layouts().count() + 1, layout);
            }
        }
    }

    private boolean refuseExisting(final int existingId, final Layout layout)
    {
        final Layout existing = state.layouts().get(existingId);
        return checks.refuseExisting(existingId, existing.definedPosition(), existing.hasContentOf(layout));
    }

    /** The layout as the command has it; null if it was refused. */
    private Layout read(final Code code, final DefineLayoutDecoder command)
    {
        final DefineLayoutDecoder.ClassesDecoder group = command.classes();
        if (!checks.isWithin("classes", group.count(), 1, Limits.CLASSES_PER_LAYOUT))
        {
            return null;
        }
        // The count of the second group stands behind the first: read it, then go back for the classes.
        final int classesStart = command.limit();
        command.limit(classesStart + group.count() * group.actingBlockLength());
        final int sectionCount = command.coaches().count();
        if (!checks.isWithin("coaches", sectionCount, 1, Limits.SECTIONS_PER_LAYOUT))
        {
            return null;
        }
        command.limit(classesStart);
        final SeatClass[] classes = new SeatClass[group.count()];
        if (!readClasses(command, group, classes))
        {
            return null;
        }
        final Layout layout = new Layout(code, classes, sectionCount, emission.position());
        return readSections(command, command.coaches(), layout) && haveClassesSeats(layout) ? layout : null;
    }

    private boolean readClasses(
        final DefineLayoutDecoder command,
        final DefineLayoutDecoder.ClassesDecoder group,
        final SeatClass[] classes)
    {
        for (int i = 0; i < classes.length; i++)
        {
            final int classCode = group.next().classCode();
            if (!checks.isWithin("classCode", classCode, PRINTABLE_MIN, PRINTABLE_MAX))
            {
                return false;
            }
            for (int j = 0; j < i; j++)
            {
                if (classes[j].classCode() == classCode)
                {
                    return checks.refuse(DefinitionRefusalReason.CLASS_REPEATED, 0, classCode, "classCode");
                }
            }
            if (!checks.isWithin("farePer100Km", group.farePer100Km(), 0, FARE_MAX) ||
                !checks.isWithin("minimumFare", group.minimumFare(), 0, FARE_MAX))
            {
                return false;
            }
            classes[i] = new SeatClass(
                classCode,
                group.farePer100Km(),
                group.minimumFare(),
                Code.at(command.buffer(), command.limit() - Code.LENGTH));
        }
        return true;
    }

    private boolean readSections(
        final DefineLayoutDecoder command, final DefineLayoutDecoder.CoachesDecoder coach, final Layout layout)
    {
        final boolean[] seatsUsed = new boolean[(COACH_NUMBER_MAX + 1) * (ROW_MAX + 1) * (PRINTABLE_MAX + 1)];
        for (int section = 0; section < layout.sectionCount(); section++)
        {
            coach.next();
            if (!checks.isWithin("coachNumber", coach.coachNumber(), 1, COACH_NUMBER_MAX))
            {
                return false;
            }
            if (layout.classIndex(coach.classCode()) < 0)
            {
                return checks.refuse(DefinitionRefusalReason.CLASS_UNKNOWN, 0, coach.classCode(), "classCode");
            }
            if (!checks.isWithin("firstRow", coach.firstRow(), 1, ROW_MAX) ||
                !checks.isWithin("rows", coach.rows(), 1, ROW_MAX - coach.firstRow() + 1) ||
                !areLettersValid(coach))
            {
                return false;
            }
            if (!areSeatsNew(coach, seatsUsed))
            {
                return checks.refuse(DefinitionRefusalReason.SEATS_OVERLAP, 0, section, "coachNumber");
            }
            layout.section(
                section,
                coach.coachNumber(),
                coach.classCode(),
                coach.firstRow(),
                coach.rows(),
                command.buffer().getLong(command.limit() - Long.BYTES, LITTLE_ENDIAN));
        }
        return true;
    }

    private boolean areLettersValid(final DefineLayoutDecoder.CoachesDecoder coach)
    {
        final int count = letterCount(coach);
        boolean valid = count > 0;
        for (int i = 0; i < Limits.LETTERS_PER_ROW; i++)
        {
            valid &= i < count ? Code.isPrintable(coach.letters(i)) : coach.letters(i) == 0;
            for (int j = 0; j < i && i < count; j++)
            {
                valid &= coach.letters(i) != coach.letters(j);
            }
        }
        return valid || checks.refuse(
            DefinitionRefusalReason.VALUE_OUT_OF_RANGE, 0, Limits.LETTERS_PER_ROW, "letters");
    }

    private static int letterCount(final DefineLayoutDecoder.CoachesDecoder coach)
    {
        int count = 0;
        while (count < Limits.LETTERS_PER_ROW && coach.letters(count) != 0)
        {
            count++;
        }
        return count;
    }

    private static boolean areSeatsNew(final DefineLayoutDecoder.CoachesDecoder coach, final boolean[] seatsUsed)
    {
        for (int row = coach.firstRow(); row < coach.firstRow() + coach.rows(); row++)
        {
            for (int i = 0; i < letterCount(coach); i++)
            {
                final int seat = (coach.coachNumber() * (ROW_MAX + 1) + row) * (PRINTABLE_MAX + 1) + coach.letters(i);
                if (seatsUsed[seat])
                {
                    return false;
                }
                seatsUsed[seat] = true;
            }
        }
        return true;
    }

    private boolean haveClassesSeats(final Layout layout)
    {
        for (int i = 0; i < layout.classCount(); i++)
        {
            if (!checks.isWithin("seats", layout.seatClass(i).seatCount(), 1, Limits.SEATS_PER_CLASS))
            {
                return false;
            }
        }
        return true;
    }
}
