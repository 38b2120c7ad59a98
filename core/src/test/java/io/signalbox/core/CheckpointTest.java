package io.signalbox.core;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Checkpoints walk over the whole state, slice by slice, and a state that differs is found out. */
class CheckpointTest
{
    private static final int SECTIONS = 6;

    @Test
    void shouldWalkOverEverySectionAndBeginAgain()
    {
        for (final int maxBytes : new int[]{1, 100, 1_048_576})
        {
            final EngineDriver driver = sale();
            final StateSlice slice = new StateSlice();
            final List<Event> taken = new ArrayList<>();
            while (taken.isEmpty() || taken.get(taken.size() - 1).number("section") < SECTIONS - 1)
            {
                taken.add(checkpoint(driver, slice, maxBytes));
            }
            taken.add(checkpoint(driver, slice, maxBytes));

            long section = 0;
            long entity = 0;
            for (final Event event : taken)
            {
                assertEquals(section, event.number("section"), "section with " + maxBytes);
                assertEquals(entity, event.number("firstEntity"), "entity with " + maxBytes);
                entity += event.number("entityCount");
                assertTrue(entity <= event.number("sectionLength"), event.toString());
                if (entity == event.number("sectionLength"))
                {
                    section = (section + 1) % SECTIONS;
                    entity = 0;
                }
                assertTrue(maxBytes > 1 || event.number("entityCount") == 1, event.toString());
            }
            driver.assertJournalLeadsToTheSameState();
            driver.assertRestoredEngineDecidesAlike((int)driver.engine().position() / 2);
        }
    }

    /** The follower has lost an order, or has one seat more: he applies what the journal says until a checkpoint. */
    @Test
    void shouldFindAStateThatDiffers()
    {
        final History history = History.of(SmallLine.setUp());
        history.add(SmallLine.MORNING_MS, SmallLine.order(1, 1, 1, 3, "ann"));
        final int order = history.entries().size() - 1;
        final StateSlice slice = new StateSlice();
        for (int i = 0; i < SECTIONS; i++)
        {
            history.engine().takeSlice(slice, 1_048_576);
            history.add(SmallLine.MORNING_MS, Command.TakeCheckpoint.of(slice));
        }
        final SeatEngine same = new SeatEngine();
        history.entries().forEach(entry -> History.apply(same, entry, entry.events()));

        final byte[] other = history.entries().get(order).events().clone();
        final int token = other.length - 1;
        other[token] ^= 1;
        final SeatEngine differs = history.applied(order);
        History.apply(differs, history.entries().get(order), other);
        final IllegalStateException alarm = assertThrows(IllegalStateException.class, () ->
        {
            for (final History.Entry entry : history.entries().subList(order + 1, history.entries().size()))
            {
                History.apply(differs, entry, entry.events());
            }
        });
        assertTrue(alarm.getMessage().contains("SaleState, entities 0 to 1 of 2"), alarm.getMessage());
        assertTrue(alarm.getMessage().contains("position " + (differs.position() + 1)), alarm.getMessage());
    }

    @Test
    void shouldBeTakenByTheHostOnlyAndBeTrue()
    {
        for (final Command command : List.of(
            new Command.TakeCheckpoint(1, 6, 1, 0, 0, 1, 1, 0),
            new Command.TakeCheckpoint(0, 0, 1, 0, 0, 1, 1, 0),
            new Command.TakeCheckpoint(0, 0, 1, 0, 0, 2, 1, 0),
            new Command.TakeCheckpoint(0, 0, 1, 0, 4_294_967_294L, 4_294_967_294L, 1, 0),
            new Command.TakeCheckpoint(0, 0, 1, SECTIONS, 0, 0, 0, 0)))
        {
            assertThrows(IllegalStateException.class, () -> sale().execute(SmallLine.MORNING_MS, command));
        }
    }

    /** The state will grow, and old journals stay: what another format says is passed on and not compared. */
    @Test
    void shouldNotCompareADigestOfAnotherFormat()
    {
        final EngineDriver driver = sale();
        for (final int format : new int[]{0, 2, 65_535})
        {
            final Event taken = driver.execute(
                SmallLine.MORNING_MS, new Command.TakeCheckpoint(0, 0, format, 200, 7, 8, 9, 10)).events().get(0);
            assertEquals(format, taken.number("stateFormat"));
            assertEquals(10, taken.number("digest"));
        }
        driver.assertJournalLeadsToTheSameState();
    }

    /** A damaged entity never gets into an engine without an error or another hash. */
    @Test
    void shouldNotRestoreADamagedState()
    {
        final EngineDriver driver = sale();
        final StateBytes bytes = StateBytes.of(driver.engine());
        int refused = 0;
        for (int i = 0; i < bytes.entities().size(); i++)
        {
            final List<Byte> entity = bytes.entities().get(i).bytes();
            for (int at = 0; at < entity.size(); at++)
            {
                final List<StateBytes.Entity> entities = new ArrayList<>(bytes.entities());
                final List<Byte> changed = new ArrayList<>(entity);
                changed.set(at, (byte)(entity.get(at) ^ 0x41));
                entities.set(i, new StateBytes.Entity(bytes.entities().get(i).section(), changed));
                refused += isRefused(driver, new StateBytes(entities), "entity " + i + " byte " + at) ? 1 : 0;
            }
            final List<StateBytes.Entity> cut = new ArrayList<>(bytes.entities());
            cut.set(i, new StateBytes.Entity(cut.get(i).section(), entity.subList(0, entity.size() - 1)));
            assertTrue(isRefused(driver, new StateBytes(cut), "cut entity " + i));
        }
        for (int i = 0; i < bytes.entities().size(); i++)
        {
            final List<StateBytes.Entity> missing = new ArrayList<>(bytes.entities());
            missing.remove(i);
            isRefused(driver, new StateBytes(missing), "without entity " + i);
        }
        assertTrue(refused > 10, refused + " were refused");
    }

    private static boolean isRefused(final EngineDriver driver, final StateBytes bytes, final String place)
    {
        try
        {
            assertTrue(bytes.restored().stateHash() != driver.engine().stateHash(), place);
            return false;
        }
        catch (final IllegalStateException ex)
        {
            return true;
        }
    }

    private static EngineDriver sale()
    {
        final EngineDriver driver = SmallLine.driver();
        driver.execute(SmallLine.MORNING_MS, SmallLine.order(1, 1, 1, 3, "ann", "bob"));
        driver.execute(SmallLine.MORNING_MS, SmallLine.order(1, 2, 0, 1, "cat"));
        driver.execute(SmallLine.MORNING_MS, SmallLine.order(1, 3, 0, 1, "dan"));
        driver.execute(SmallLine.MORNING_MS, new Command.CancelOrder(1, 4, 2));
        driver.execute(SmallLine.MORNING_MS, new Command.ConfirmPayment(1, 5, 3, 1_000, 1));
        return driver;
    }

    private static Event checkpoint(final EngineDriver driver, final StateSlice slice, final int maxBytes)
    {
        driver.engine().takeSlice(slice, maxBytes);
        return driver.execute(SmallLine.MORNING_MS, Command.TakeCheckpoint.of(slice)).events().get(0);
    }
}
