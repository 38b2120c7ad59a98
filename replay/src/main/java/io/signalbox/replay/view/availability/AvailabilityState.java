package io.signalbox.replay.view.availability;

import io.signalbox.replay.view.AppliedPosition;
import io.signalbox.replay.view.EntityInput;
import io.signalbox.replay.view.EntityOutput;
import io.signalbox.replay.view.EntityReader;
import io.signalbox.replay.view.EntitySink;

/**
 * The state of the availability view as entities. Counts of free seats, departures of a day and station ids by code are
 * derived, and built again. A class of which no seat is taken has no entity.
 */
final class AvailabilityState
{
    private static final int SETTINGS = 0;
    private static final int STATIONS = 1;
    private static final int LAYOUTS = 2;
    private static final int SERVICES = 3;
    private static final int RUNS = 4;
    private static final int INVENTORIES = 5;
    private static final int APPLIED = 6;

    private final Timetable timetable;
    private final AppliedPosition applied;

    AvailabilityState(final Timetable timetable, final AppliedPosition applied)
    {
        this.timetable = timetable;
        this.applied = applied;
    }

    void writeTo(final EntitySink sink)
    {
        final EntityOutput output = new EntityOutput(sink);
        timetable.saleSettings().writeTo(output.begin(SETTINGS));
        for (int id = 1; id <= timetable.stationCount(); id++)
        {
            output.begin(STATIONS).putBytes(timetable.stationCode(id)).end();
        }
        for (int id = 1; id <= timetable.layoutCount(); id++)
        {
            timetable.layout(id).writeTo(output.begin(LAYOUTS));
        }
        for (int id = 1; id <= timetable.serviceCount(); id++)
        {
            timetable.service(id).writeTo(output.begin(SERVICES));
        }
        for (int id = 1; id <= timetable.runCount(); id++)
        {
            timetable.run(id).writeTo(output.begin(RUNS));
        }
        for (int id = 1; id <= timetable.runCount(); id++)
        {
            writeInventories(timetable.run(id), output);
        }
        applied.writeTo(output.begin(APPLIED));
    }

    private static void writeInventories(final RunState run, final EntityOutput output)
    {
        for (int classIndex = 0; classIndex < run.layout().classCount(); classIndex++)
        {
            final ClassInventory inventory = run.inventory(classIndex);
            if (inventory != null && inventory.isAnyTaken())
            {
                inventory.writeTo(output.begin(INVENTORIES).putInt(run.runId()).putInt(classIndex));
            }
        }
    }

    /** What reads the entities into the timetable of a view that is new. */
    EntityReader reader()
    {
        return new EntityReader(applied, this::read, APPLIED);
    }

    private void read(final int section, final EntityInput input)
    {
        switch (section)
        {
            case SETTINGS -> timetable.saleSettings(SaleSettings.readFrom(input));
            case STATIONS -> timetable.readStation(input);
            case LAYOUTS -> timetable.add(new Layout(timetable.layoutCount() + 1, input));
            case SERVICES -> timetable.add(new Service(timetable.serviceCount() + 1, input));
            case RUNS -> timetable.readRun(input);
            case INVENTORIES ->
                timetable.requireRun(input.getInt()).emptyInventory(input.getInt()).readFrom(input);
            default -> throw new IllegalStateException("section " + section + " is not of this view");
        }
    }
}
