package io.signalbox.replay.view;

import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.replay.SoldWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.ViewStates;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(180)
class RestorableViewTest
{
    private static final long TIMEOUT_MS = 60_000;
    private static final int RESTORED_AT = 400;

    private final List<TestNode.Entry> entries;
    private final Path path;
    private final ViewStates views = new ViewStates();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    RestorableViewTest(@TempDir final Path path)
    {
        this.path = path.resolve("journal");
        entries = new SoldWorld(path).entries;
        entries.subList(0, RESTORED_AT).forEach(views::show);
    }

    @Test
    void shouldFollowTheJournalFromWhereItWasRestored()
    {
        TestNode.writeJournal(path, entries);
        final ViewStates restored = views.restored();
        entries.subList(RESTORED_AT, entries.size()).forEach(views::show);
        try (JournalDirectory directory = JournalDirectory.openForReading(path, JournalDirectory.MIN_BLOCK_SIZE))
        {
            try (JournalFollower follower = JournalFollower.ofViews(
                readerBehind(directory, RESTORED_AT),
                System::currentTimeMillis,
                failure::complete,
                restored.availability,
                restored.orders))
            {
                assertEquals(RESTORED_AT, follower.position());
                assertEquals(entries.get(RESTORED_AT - 1).timestampMs(), follower.timestampMs());
                assertTrue(follower.awaitPosition(RESTORED_AT, 0));
                assertFalse(follower.awaitPosition(RESTORED_AT + 1, 0));
                follower.start();
                assertTrue(follower.awaitPosition(entries.size(), TIMEOUT_MS));
                assertNull(follower.failure());
            }
        }
        assertEquals(views.answers(List.of(1L, 2L, 3L), 0), restored.answers(List.of(1L, 2L, 3L), 0));
        assertEquals(ViewStates.entities(views.orders), ViewStates.entities(restored.orders));
    }

    @Test
    void shouldNotFollowFromAnotherPosition()
    {
        TestNode.writeJournal(path, entries);
        try (
            JournalDirectory directory = JournalDirectory.openForReading(path, JournalDirectory.MIN_BLOCK_SIZE);
            JournalReader reader = readerBehind(directory, RESTORED_AT + 1))
        {
            final IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> JournalFollower.ofViews(
                    reader, System::currentTimeMillis, failure::complete, views.restored().orders));

            assertEquals("a view at position 400 cannot go on behind position 401", refusal.getMessage());
        }
    }

    @Test
    void shouldStandAtPosition0UntilTheLastEntity()
    {
        final List<ViewStates.Entity> entities = ViewStates.entities(views.availability);
        final AvailabilityView view = new AvailabilityView();
        ViewStates.read(entities.subList(0, entities.size() - 1), view);
        assertEquals(0, view.position());
        ViewStates.read(entities.subList(entities.size() - 1, entities.size()), view);
        assertEquals(RESTORED_AT, view.position());
    }

    @Test
    void shouldReadOnlyIntoANewView()
    {
        final List<ViewStates.Entity> entities = ViewStates.entities(views.orders);
        assertThrows(IllegalStateException.class, () -> ViewStates.read(entities, views.orders));
        assertThrows(IllegalStateException.class, () -> ViewStates.read(entities, views.restored().orders));
        final OrderView empty = new OrderView();
        ViewStates.read(ViewStates.entities(new OrderView()), empty);
        assertThrows(IllegalStateException.class, () -> ViewStates.read(entities, empty));
    }

    /** Too short, too long, left out, twice, in another place: a view that reads on must never look complete. */
    @Test
    void shouldRejectEntitiesThatDoNotFit()
    {
        for (final RestorableView view : new RestorableView[]{views.availability, views.orders})
        {
            final List<ViewStates.Entity> entities = ViewStates.entities(view);
            for (int i = 0; i < entities.size(); i++)
            {
                assertRejected(view, with(entities, i, -1));
                assertRejected(view, with(entities, i, 1));
                final List<ViewStates.Entity> twice = new ArrayList<>(entities);
                twice.add(entities.get(i));
                assertRejected(view, twice);
            }
        }
        final List<ViewStates.Entity> swapped = new ArrayList<>(ViewStates.entities(views.orders));
        swapped.add(swapped.remove(0));
        assertRejected(views.orders, swapped);
    }

    @Test
    void shouldRejectSeatsThatAreNotThere()
    {
        final List<ViewStates.Entity> entities = ViewStates.entities(views.availability);
        final ViewStates.Entity inventory = entities.get(entities.size() - 2);
        // The last word: far more than there are seats.
        inventory.bytes().putLong(inventory.bytes().capacity() - Long.BYTES, -1);
        assertRejected(views.availability, entities);
    }

    @Test
    void shouldPutManyOrdersInSeveralEntities()
    {
        final ViewStates many = new ViewStates();
        final TestNode node = new TestNode(many.availability, many.orders);
        node.stations("A", "B");
        node.layout("L", 200, "ABCDEF");
        node.service("G1", 8, 1, 2);
        node.openRun(1, 1, TestNode.DAY);
        final List<Long> orderIds = new ArrayList<>();
        for (long orderId = 1; orderId <= 600; orderId++)
        {
            node.order(1, 0, 1, 'O', 2);
            orderIds.add(orderId);
        }

        assertTrue(ViewStates.entities(many.orders).size() > 2);
        assertEquals(many.answers(orderIds, 0), many.restored().answers(orderIds, 0));
    }

    private static void assertRejected(final RestorableView like, final List<ViewStates.Entity> entities)
    {
        final RestorableView view = like instanceof OrderView ? new OrderView() : new AvailabilityView();
        assertThrows(IllegalStateException.class, () -> ViewStates.read(entities, view));
        final ViewStates.Entity last = entities.get(entities.size() - 1);
        if (view.position() == 0)
        {
            // What comes behind an entity that did not fit.
            assertThrows(IllegalStateException.class, () -> ViewStates.read(List.of(last), view));
        }
    }

    private static List<ViewStates.Entity> with(
        final List<ViewStates.Entity> entities, final int index, final int lengthChange)
    {
        final List<ViewStates.Entity> changed = new ArrayList<>(entities);
        final UnsafeBuffer bytes = entities.get(index).bytes();
        final UnsafeBuffer other = new UnsafeBuffer(new byte[bytes.capacity() + lengthChange]);
        other.putBytes(0, bytes, 0, Math.min(bytes.capacity(), other.capacity()));
        changed.set(index, new ViewStates.Entity(entities.get(index).section(), other));
        return changed;
    }

    private static JournalReader readerBehind(final JournalDirectory directory, final int position)
    {
        try (JournalReader reader = directory.reader())
        {
            while (reader.position() < position)
            {
                reader.poll((record) ->
                {
                }, 1);
            }
            return directory.readerBehind(position, reader.crc32c());
        }
    }
}
