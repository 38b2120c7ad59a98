package io.signalbox.core;

import io.signalbox.protocol.wire.DefineLayoutDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;

/** Decides about layouts: coaches, classes and seats of a train set. Not on the hot path: it may allocate. */
final class LayoutDecider
{
    private static final long FARE_MAX = 1_000_000_000;
    private static final int COACH_NUMBER_MAX = 99;
    private static final int ROW_MAX = 254;
    private static final int PRINTABLE_MIN = 0x21;
    private static final int PRINTABLE_MAX = 0x7E;

    private final EngineState state;
    private final EventEmitter emitter;
    private final DefinitionChecks checks;

    private final int[] classCodes = new int[Limits.CLASSES_PER_LAYOUT];
    private final int[] seatCounts = new int[Limits.CLASSES_PER_LAYOUT];
    private int classCount;

    LayoutDecider(final EngineState state, final EventEmitter emitter)
    {
        this.state = state;
        this.emitter = emitter;
        checks = new DefinitionChecks(emitter);
    }

    void decide(final DefineLayoutDecoder command, final int end)
    {
        checks.begin(DefineLayoutDecoder.TEMPLATE_ID);
        final int contentOffset = command.offset() + DefineLayoutDecoder.codeEncodingOffset();
        if (!checks.isCode(command.buffer(), contentOffset) || !areClassesAndCoachesValid(command))
        {
            return;
        }
        final int existingId = state.layoutId(Code.at(command.buffer(), contentOffset));
        final Layout existing = existingId == EngineState.UNKNOWN ? null : state.layout(existingId);
        if ((existing == null || checks.refuseExisting(
                existingId,
                existing.definedPosition,
                DefinitionChecks.isSame(existing.content, command.buffer(), contentOffset, end))) &&
            checks.isBelowLimit("maxLayouts", state.layoutCount(), state.limits().maxLayouts()))
        {
            emitter.layoutDefined(state.layoutCount() + 1, command.buffer(), contentOffset, end - contentOffset);
        }
    }

    private boolean areClassesAndCoachesValid(final DefineLayoutDecoder command)
    {
        final DefineLayoutDecoder.ClassesDecoder classes = command.classes();
        if (!checks.isWithin("classes", classes.count(), 1, Limits.CLASSES_PER_LAYOUT))
        {
            return false;
        }
        // The count of the second group stands behind the first: read it, then go back for the classes.
        final int classesEnd = command.limit() + classes.count() * classes.actingBlockLength();
        final int classesStart = command.limit();
        command.limit(classesEnd);
        final int sectionCount = command.coaches().count();
        if (!checks.isWithin("coaches", sectionCount, 1, Limits.SECTIONS_PER_LAYOUT))
        {
            return false;
        }
        command.limit(classesStart);
        if (!areClassesValid(classes))
        {
            return false;
        }
        return areSectionsValid(command.coaches(), sectionCount) && haveClassesSeats();
    }

    private boolean areClassesValid(final DefineLayoutDecoder.ClassesDecoder classes)
    {
        classCount = 0;
        while (classes.hasNext())
        {
            final int classCode = classes.next().classCode();
            if (!checks.isWithin("classCode", classCode, PRINTABLE_MIN, PRINTABLE_MAX))
            {
                return false;
            }
            if (classIndex(classCode) >= 0)
            {
                checks.refuse(
                    DefinitionRefusalReason.CLASS_REPEATED, 0, classCode, emitter.position(), "classCode");
                return false;
            }
            if (!checks.isWithin("farePer100Km", classes.farePer100Km(), 0, FARE_MAX) ||
                !checks.isWithin("minimumFare", classes.minimumFare(), 0, FARE_MAX))
            {
                return false;
            }
            classCodes[classCount] = classCode;
            seatCounts[classCount] = 0;
            classCount++;
        }
        return true;
    }

    private boolean areSectionsValid(final DefineLayoutDecoder.CoachesDecoder coach, final int sectionCount)
    {
        final boolean[] seatsUsed = new boolean[(COACH_NUMBER_MAX + 1) * (ROW_MAX + 1) * (PRINTABLE_MAX + 1)];
        for (int section = 0; section < sectionCount; section++)
        {
            coach.next();
            if (!checks.isWithin("coachNumber", coach.coachNumber(), 1, COACH_NUMBER_MAX))
            {
                return false;
            }
            final int classIndex = classIndex(coach.classCode());
            if (classIndex < 0)
            {
                checks.refuse(
                    DefinitionRefusalReason.CLASS_UNKNOWN, 0, coach.classCode(), emitter.position(), "classCode");
                return false;
            }
            if (!checks.isWithin("firstRow", coach.firstRow(), 1, ROW_MAX) ||
                !checks.isWithin("rows", coach.rows(), 1, ROW_MAX - coach.firstRow() + 1) ||
                !areLettersValid(coach))
            {
                return false;
            }
            if (!areSeatsNew(coach, seatsUsed))
            {
                checks.refuse(
                    DefinitionRefusalReason.SEATS_OVERLAP, 0, section, emitter.position(), "coachNumber");
                return false;
            }
            seatCounts[classIndex] += coach.rows() * letterCount(coach);
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
        if (!valid)
        {
            checks.refuse(
                DefinitionRefusalReason.VALUE_OUT_OF_RANGE,
                0,
                Limits.LETTERS_PER_ROW,
                emitter.position(),
                "letters");
        }
        return valid;
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

    private boolean haveClassesSeats()
    {
        for (int i = 0; i < classCount; i++)
        {
            if (!checks.isWithin("seats", seatCounts[i], 1, Limits.SEATS_PER_CLASS))
            {
                return false;
            }
        }
        return true;
    }

    private int classIndex(final int classCode)
    {
        for (int i = 0; i < classCount; i++)
        {
            if (classCodes[i] == classCode)
            {
                return i;
            }
        }
        return -1;
    }
}
