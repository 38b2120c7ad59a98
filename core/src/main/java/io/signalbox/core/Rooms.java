package io.signalbox.core;

import io.signalbox.core.checkpoint.CheckpointApplier;
import io.signalbox.core.checkpoint.CheckpointDecider;
import io.signalbox.core.inventory.InventoryApplier;
import io.signalbox.core.inventory.InventoryState;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.kernel.KernelApplier;
import io.signalbox.core.kernel.KernelState;
import io.signalbox.core.kernel.StateInput;
import io.signalbox.core.kernel.StateOutput;
import io.signalbox.core.kernel.StateSection;
import io.signalbox.core.kernel.Timers;
import io.signalbox.core.rules.RulesApplier;
import io.signalbox.core.rules.RulesDecider;
import io.signalbox.core.rules.RulesState;
import io.signalbox.core.sale.SaleApplier;
import io.signalbox.core.sale.SaleDecider;
import io.signalbox.core.sale.SaleState;
import io.signalbox.core.session.SessionApplier;
import io.signalbox.core.session.SessionDecider;
import io.signalbox.core.session.SessionState;
import io.signalbox.core.timetable.TimetableApplier;
import io.signalbox.core.timetable.TimetableDecider;
import io.signalbox.core.timetable.TimetableState;
import org.agrona.DirectBuffer;

/**
 * Makes every room, from the ground up: states, then appliers, then deciders. The order is the reading order; a room
 * knows only those before it.
 */
final class Rooms
{
    final KernelState kernel = new KernelState();
    final RulesState rules = new RulesState();
    final SessionState sessions = new SessionState(rules);
    final Timers timers = new Timers();
    final EventDispatch events;
    final CommandDispatch commands;

    private final StateSection[] sections;
    private final StateOutput output = new StateOutput();
    private final StateInput input = new StateInput();

    Rooms()
    {
        final TimetableState timetable = new TimetableState();
        final InventoryState inventory = new InventoryState(timetable);
        final SaleState sale = new SaleState(rules, timers);
        sections = new StateSection[]{kernel, rules, sessions, timetable, inventory, sale};

        final InventoryApplier inventoryApplier = new InventoryApplier(inventory);
        events = new EventDispatch(
            new KernelApplier(kernel),
            new RulesApplier(rules),
            new SessionApplier(sessions, kernel),
            new TimetableApplier(timetable, kernel),
            inventoryApplier,
            new SaleApplier(sale, kernel, sessions, timetable, inventoryApplier),
            new CheckpointApplier(sections));

        final Emission emission = new Emission(sessions, events);
        commands = new CommandDispatch(
            rules,
            sessions,
            emission,
            new RulesDecider(rules, emission),
            new SessionDecider(sessions, emission),
            new TimetableDecider(timetable, rules, emission),
            new SaleDecider(sale, kernel, rules, timetable, inventory, emission),
            new CheckpointDecider(emission));
    }

    /** All state in canonical order. */
    StateSection[] sections()
    {
        return sections;
    }

    void writeTo(final StateSink sink)
    {
        for (int section = 0; section < sections.length; section++)
        {
            for (int entity = 0; entity < sections[section].entityCount(); entity++)
            {
                output.reset();
                sections[section].writeEntity(entity, output);
                sink.onEntity(section, output.buffer(), 0, output.length());
            }
        }
    }

    void readEntity(
        final int section, final int entity, final DirectBuffer buffer, final int offset, final int length)
    {
        input.wrap(buffer, offset, length);
        sections[section].readEntity(entity, input);
        input.checkEnd();
    }
}
