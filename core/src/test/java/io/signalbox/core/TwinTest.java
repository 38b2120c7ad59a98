package io.signalbox.core;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The engine decides as its naive twin does, whatever comes, and its journal leads to the same state again.
 */
@AddLifecycleHook(FewerTries.class)
class TwinTest
{
    @Property(tries = 300)
    void engineAgreesWithTwinInSmallWorlds(
        @ForAll final int worldSeed, @ForAll("commandSeeds") final List<Integer> commandSeeds)
    {
        run(new RandomWorld(worldSeed, RandomWorld.Size.small()), commandSeeds);
    }

    @Property(tries = 300)
    void engineAgreesWithTwinOnACrowdedRun(
        @ForAll final int worldSeed, @ForAll("commandSeeds") final List<Integer> commandSeeds)
    {
        run(new RandomWorld(worldSeed, RandomWorld.Size.crowded()), commandSeeds);
    }

    @Property(tries = 40)
    void engineAgreesWithTwinOnRunsWiderThanAWord(
        @ForAll final int worldSeed, @ForAll("commandSeeds") final List<Integer> commandSeeds)
    {
        run(new RandomWorld(worldSeed, RandomWorld.Size.wide()), commandSeeds);
    }

    @Property(tries = 100)
    void engineAgreesWithTwinOnLayoutsOfManyClasses(
        @ForAll final int worldSeed, @ForAll("commandSeeds") final List<Integer> commandSeeds)
    {
        run(new RandomWorld(worldSeed, RandomWorld.Size.manyClasses()), commandSeeds);
    }

    @Property(tries = 300)
    void engineAgreesWithTwinOnDefinitions(
        @ForAll final int worldSeed, @ForAll("commandSeeds") final List<Integer> commandSeeds)
    {
        runDefinitions(new RandomWorld(worldSeed, RandomWorld.Size.small()), commandSeeds);
    }

    @Example
    void randomCommandsReachEveryRefusal()
    {
        final Set<String> reached = new TreeSet<>();
        for (int seed = 0; seed < 60; seed++)
        {
            final List<Integer> commandSeeds = new Random(seed).ints(300).boxed().toList();
            final RandomWorld world = new RandomWorld(seed, RandomWorld.Size.small());
            final List<Event> events = run(world, commandSeeds);
            events.addAll(runDefinitions(world, commandSeeds));
            for (final Event event : events)
            {
                if (event.fields().containsKey("reason"))
                {
                    reached.add(event.name() + " " + event.text("reason"));
                }
            }
        }
        assertEquals(Set.of(), Refusals.missingFrom(reached));
    }

    @Provide
    Arbitrary<List<Integer>> commandSeeds()
    {
        return Arbitraries.integers().list().ofMinSize(1).ofMaxSize(300);
    }

    private static List<Event> run(final RandomWorld world, final List<Integer> commandSeeds)
    {
        final TwinRun twinRun = new TwinRun();
        for (final Command command : world.setUp())
        {
            twinRun.execute(RandomWorld.START_MS, command);
        }
        final List<Event> events = new ArrayList<>();
        final RandomCommands commands = new RandomCommands(twinRun.twin(), world);
        for (final int seed : commandSeeds)
        {
            final Command command = commands.next(seed);
            final Outcome outcome = twinRun.execute(commands.nowMs(), command);
            commands.onOutcome(outcome);
            events.addAll(outcome.events());
        }
        twinRun.assertJournalLeadsToTheSameState();
        return events;
    }

    private static List<Event> runDefinitions(final RandomWorld world, final List<Integer> commandSeeds)
    {
        final TwinRun twinRun = new TwinRun();
        final List<Event> events = new ArrayList<>();
        for (final Command command : world.setUp().subList(0, 6))
        {
            twinRun.execute(RandomWorld.START_MS, command);
        }
        for (final int seed : commandSeeds)
        {
            final Command command = RandomDefinitions.next(new Random(seed), 0, 0);
            events.addAll(twinRun.execute(RandomWorld.START_MS, command).events());
        }
        twinRun.assertJournalLeadsToTheSameState();
        return events;
    }
}
