package io.signalbox.core;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The engine decides as its naive twin does, whatever comes, and its journal leads to the same state again.
 */
class TwinTest
{
    @Property(tries = 300)
    void engineAgreesWithTwinInSmallWorlds(
        @ForAll final int worldSeed, @ForAll("commandSeeds") final List<Integer> commandSeeds)
    {
        run(new RandomWorld(worldSeed, RandomWorld.Size.small()), commandSeeds);
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
        final TwinRun twinRun = new TwinRun();
        final RandomWorld world = new RandomWorld(worldSeed, RandomWorld.Size.small());
        for (final Command command : world.setUp().subList(0, 6))
        {
            twinRun.execute(RandomWorld.START_MS, command);
        }
        final IntFunction<Command> definition = seed -> RandomDefinitions.next(new Random(seed), 0, 0);
        for (final int seed : commandSeeds)
        {
            twinRun.execute(RandomWorld.START_MS, definition.apply(seed));
        }
        twinRun.assertJournalLeadsToTheSameState();
    }

    @Provide
    Arbitrary<List<Integer>> commandSeeds()
    {
        return Arbitraries.integers().list().ofMinSize(1).ofMaxSize(250);
    }

    private static void run(final RandomWorld world, final List<Integer> commandSeeds)
    {
        final TwinRun twinRun = new TwinRun();
        for (final Command command : world.setUp())
        {
            twinRun.execute(RandomWorld.START_MS, command);
        }
        final RandomCommands commands = new RandomCommands(twinRun.twin(), world);
        for (final int seed : commandSeeds)
        {
            final Command command = commands.next(seed);
            commands.onOutcome(twinRun.execute(commands.nowMs(), command));
        }
        twinRun.assertJournalLeadsToTheSameState();
    }
}
