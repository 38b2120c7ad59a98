package io.signalbox.replay.query;

import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.SearchRunsDecoder;
import io.signalbox.replay.Answers;
import io.signalbox.replay.NaiveSeats;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.availability.Offers;
import io.signalbox.replay.view.order.OrderView;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.signalbox.replay.TestNode.DAY;
import static io.signalbox.replay.TestNode.DAY_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SearchTest
{
    private final AvailabilityView view = new AvailabilityView();
    private final TestNode node = new TestNode(view);
    private final Answers answers = new Answers(new QueryAnswerer(view, new OrderView(), () -> 0));

    @Test
    void shouldFindARunWithAllThatABuyerNeeds()
    {
        node.stations("A", "B", "C");
        node.layout("L", 2, "ABC");
        node.service("G1", 8, 1, 2, 3);
        node.openRun(1, 1, DAY);
        node.order(1, 0, 1, 'O', 2);

        final Answers.Found found = answers.search("A", "C", DAY, node.nowMs);

        final long origin = DAY * DAY_MS;
        assertEquals(
            List.of(
                new Answers.Offer(
                    1, 0, 2, 'O', true, 4, origin + 8 * 3_600_000, origin + 9 * 3_600_000, 4_650, "G1"),
                new Answers.Offer(
                    1, 0, 2, 'Z', true, 2, origin + 8 * 3_600_000, origin + 9 * 3_600_000, 10_001, "G1")),
            found.offers());
        assertEquals(node.engine.position(), found.position());
        assertEquals(node.nowMs, found.timestampMs());
        // 50 km: 5,000.5 minor units are rounded up.
        assertEquals(5_001, answers.search("B", "C", DAY, node.nowMs).offers().get(1).fare());
    }

    @Test
    void shouldFindNothingOnAnotherDateOrTheOtherWay()
    {
        node.stations("A", "B", "C");
        node.layout("L", 2, "ABC");
        node.service("G1", 8, 1, 2);
        node.openRun(1, 1, DAY);

        assertEquals(List.of(), answers.search("A", "B", DAY + 1, node.nowMs).offers());
        assertEquals(List.of(), answers.search("B", "A", DAY, node.nowMs).offers());
        assertEquals(List.of(), answers.search("A", "C", DAY, node.nowMs).offers());
        assertEquals(List.of(), answers.search("A", "A", DAY, node.nowMs).offers());
        assertEquals(1, answers.search("C", "A", DAY, node.nowMs).parts());
    }

    @Test
    void shouldFindAnOvernightTrainOnTheDayThatItLeavesTheBoardingStop()
    {
        node.stations("A", "B", "C", "D", "E");
        node.layout("L", 2, "ABC");
        node.service("K1", 23, 1, 2, 3, 4, 5);
        node.openRun(1, 1, DAY);

        // 23:00, 23:30, then 00:00 and 00:30 of the next day.
        assertEquals(1, answers.search("A", "E", DAY, node.nowMs).offers().get(0).runId());
        assertEquals(1, answers.search("B", "E", DAY, node.nowMs).offers().get(0).runId());
        assertEquals(List.of(), answers.search("C", "E", DAY, node.nowMs).offers());
        assertEquals(1, answers.search("C", "E", DAY + 1, node.nowMs).offers().get(0).runId());
        assertEquals(1, answers.search("D", "E", DAY + 1, node.nowMs).offers().get(0).runId());
    }

    @Test
    void shouldFindATrainThatLeavesBeforeItsServiceDateOnTheDayBefore()
    {
        node.stations("A", "B");
        node.layout("L", 2, "ABC");
        node.service("N1", -1, 1, 2);
        node.openRun(1, 1, DAY);

        assertEquals(2, answers.search("A", "B", DAY - 1, node.nowMs).offers().size());
        assertEquals(List.of(), answers.search("A", "B", DAY, node.nowMs).offers());
    }

    @Test
    void shouldFindEveryPairOfStopsOfALoop()
    {
        node.stations("A", "B", "C");
        node.layout("L", 2, "ABC");
        node.service("LOOP", 8, 1, 2, 1, 3, 2);
        node.openRun(1, 1, DAY);

        assertEquals(List.of("0-1", "0-4", "2-4"), pairs(answers.search("A", "B", DAY, node.nowMs)));
        assertEquals(List.of("0-2"), pairs(answers.search("A", "A", DAY, node.nowMs)));
        assertEquals(List.of("1-2"), pairs(answers.search("B", "A", DAY, node.nowMs)));
        assertEquals(List.of("1-4"), pairs(answers.search("B", "B", DAY, node.nowMs)));
    }

    @Test
    void shouldShowNoSeatsWhereTheSaleIsClosed()
    {
        node.stations("A", "B", "C");
        node.layout("L", 2, "ABC");
        node.service("G1", 8, 1, 2, 3);
        node.openRun(1, 1, DAY);
        final long departureMs = DAY * DAY_MS + 8 * 3_600_000;

        assertTrue(answers.search("A", "C", DAY, departureMs - 1_800_001).offers().get(0).onSale());
        final Answers.Offer closed = answers.search("A", "C", DAY, departureMs - 1_800_000).offers().get(0);
        assertEquals(0, closed.seats());
        assertTrue(!closed.onSale());
        // Half an hour later at the next stop.
        assertTrue(answers.search("B", "C", DAY, departureMs - 1_800_000).offers().get(0).onSale());
        assertEquals(List.of(0, 0, 6), answers.run(1, 'O', departureMs - 1_800_000).seats());

        node.execute(node.commands.settings(60_000, 0));
        final Answers.Found open = answers.search("A", "C", DAY, departureMs - 1);
        assertEquals(6, open.offers().get(0).seats());
        assertEquals(node.engine.position(), open.position());
        assertEquals(0, answers.search("A", "C", DAY, departureMs).offers().get(0).seats());

        node.execute(node.commands.closeRun(1));
        assertTrue(!answers.search("A", "C", DAY, node.nowMs).offers().get(0).onSale());
        assertEquals(List.of(0, 0, 0), answers.run(1, 'O', node.nowMs).seats());
    }

    @Test
    void shouldAnswerInAsManyPartsAsNeeded()
    {
        node.stations("A", "B");
        node.layout("L", 2, "ABC");
        for (int i = 1; i <= 200; i++)
        {
            node.service("G" + i, 8, 1, 2);
            node.openRun(i, 1, DAY);
        }

        final Answers.Found found = answers.search("A", "B", DAY, node.nowMs);

        assertEquals(400, found.offers().size());
        assertEquals(5, found.parts());
        for (int i = 0; i < 400; i++)
        {
            assertEquals(1 + i / 2, found.offers().get(i).runId());
            assertEquals("G" + (1 + i / 2), found.offers().get(i).serviceCode());
        }
    }

    @Test
    void shouldLeaveOutWhatIsMoreThanOneAnswerHolds()
    {
        node.stations("A", "B");
        node.layout("L", 2, "ABC");
        final int[] inTurn = new int[128];
        for (int i = 0; i < inTurn.length; i++)
        {
            inTurn[i] = 1 + i % 2;
        }
        node.service("T", 8, inTurn);
        node.openRun(1, 1, DAY);
        final int ofOneRun = answers.search("A", "B", DAY, node.nowMs).offers().size();
        for (int i = 2; i <= 2 + Offers.MAX_OFFERS / ofOneRun; i++)
        {
            node.service("T" + i, 8, inTurn);
            node.openRun(i, 1, DAY);
        }

        final Answers.Found found = answers.search("A", "B", DAY, node.nowMs);

        assertEquals(Offers.MAX_OFFERS, found.offers().size());
        assertEquals(1, found.offers().get(ofOneRun - 1).runId());
        assertEquals(2, found.offers().get(ofOneRun).runId());
    }

    @Test
    void shouldAnswerTheLongestServiceInParts()
    {
        node.openLongestRun();
        node.order(1, 3, 125, 'O', 4);

        final Answers.Counts counts = answers.run(1, 'O', node.nowMs);

        assertEquals(5, counts.parts());
        assertEquals(128, counts.stopCount());
        final NaiveSeats naive = new NaiveSeats();
        node.entries.forEach(entry -> naive.onEvents(entry.events()));
        assertEquals(naive.counts(1, 'O', 128, 6), counts.seats());
    }

    @Test
    void shouldRejectWhatIsNotInTheView()
    {
        node.stations("A");
        node.layout("L", 2, "ABC");

        assertNull(answers.search("NOWHERE", "A", DAY, node.nowMs));
        assertRejected(BusinessRejectReason.STATION_UNKNOWN, "fromCode NOWHERE is not in the view");
        assertEquals(SearchRunsDecoder.TEMPLATE_ID, answers.rejection().refTemplateId());
        assertNull(answers.search("A", "NOWHERE", DAY, node.nowMs));
        assertRejected(BusinessRejectReason.STATION_UNKNOWN, "toCode NOWHERE is not in the view");
        assertNull(answers.run(1, 'O', node.nowMs));
        assertRejected(BusinessRejectReason.RUN_UNKNOWN, "runId 1 is not in the view");
        assertNull(answers.run(0xFFFF_FFFEL, 'O', node.nowMs));
        assertRejected(BusinessRejectReason.RUN_UNKNOWN, "runId 4294967294 is not in the view");
        assertNull(answers.order(-1, node.nowMs));
        assertRejected(BusinessRejectReason.ORDER_UNKNOWN, "orderId 18446744073709551615 is not in the view");

        node.stations("B");
        node.service("G1", 8, 1, 2);
        node.openRun(1, 1, DAY);
        assertNull(answers.run(1, 'X', node.nowMs));
        assertRejected(BusinessRejectReason.CLASS_UNKNOWN, "classCode 88 is not on run 1");
    }

    private void assertRejected(final BusinessRejectReason reason, final String text)
    {
        final BusinessMessageRejectDecoder rejection = answers.rejection();
        assertEquals(reason, rejection.reason());
        assertEquals(Answers.QUERY_ID, rejection.queryId());
        assertEquals(Answers.ASKING_SESSION & 0xFFFF_FFFFL, rejection.sessionId());
        assertEquals(0, rejection.refSeqNum());
        assertEquals(text, rejection.text());
    }

    private static List<String> pairs(final Answers.Found found)
    {
        return found.offers().stream()
            .filter(offer -> offer.classCode() == 'O')
            .map(offer -> offer.fromStop() + "-" + offer.toStop())
            .toList();
    }
}
