package io.signalbox.core.inventory;

import io.signalbox.core.kernel.StateInput;
import io.signalbox.core.kernel.StateOutput;
import io.signalbox.core.kernel.StateSection;
import io.signalbox.core.timetable.Run;
import io.signalbox.core.timetable.TimetableState;

import java.util.ArrayList;
import java.util.List;

/** The seats of every run, by run id and index of the class. */
public final class InventoryState implements StateSection
{
    private final TimetableState timetable;
    private final List<SeatMap[]> runs = new ArrayList<>();

    /**
     * No run yet.
     *
     * @param timetable that the runs are of
     */
    public InventoryState(final TimetableState timetable)
    {
        this.timetable = timetable;
    }

    /**
     * Seats of one class of a run.
     *
     * @param runId      of the run
     * @param classIndex of the class
     * @return who sits where
     */
    public SeatMap seatMap(final int runId, final int classIndex)
    {
        return runs.get(runId - 1)[classIndex];
    }

    /** Open the next run, with all seats free. */
    void open(final int runId)
    {
        if (runId != runs.size() + 1)
        {
            throw new IllegalStateException("run " + runId + " is not the next one, " + (runs.size() + 1));
        }
        final Run run = timetable.run(runId);
        final SeatMap[] seatMaps = new SeatMap[run.layout().classCount()];
        for (int i = 0; i < seatMaps.length; i++)
        {
            seatMaps[i] = new SeatMap(run.layout().seatClass(i).seatCount(), run.stopCount() - 1);
        }
        runs.add(seatMaps);
    }

    @Override
    public int entityCount()
    {
        return runs.size();
    }

    @Override
    public void writeEntity(final int index, final StateOutput output)
    {
        for (final SeatMap seatMap : runs.get(index))
        {
            seatMap.writeTo(output);
        }
    }

    @Override
    public void readEntity(final int index, final StateInput input)
    {
        open(index + 1);
        for (final SeatMap seatMap : runs.get(index))
        {
            seatMap.readFrom(input);
        }
    }
}
