package io.signalbox.system;

import io.signalbox.client.OrderCancelled;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.PlaceOrder;
import io.signalbox.client.SignalboxClient;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.Durability;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A proof that cannot fail proves nothing: each lie about a journal must be found.
 */
class ProofTest
{
    private static final int SESSION = 1;
    private static final PassengerToken PASSENGER = new PassengerToken(3, 4);

    @RegisterExtension
    final Workplace workplace = new Workplace();

    private final Answers answers = new Answers();
    private Path directory;
    private OrderHeld held;

    @BeforeEach
    void sellOneSeat()
    {
        directory = workplace.path("journal");
        final TestClock clock = new TestClock();
        try (Node node = new Node(directory, clock, Durability.PROCESS);
            SignalboxClient client = node.connect(SESSION))
        {
            final int run = Line.define(client, clock.nowMs(), 1, 1, 1).get(0);
            held = (OrderHeld)Await.answer(client.placeOrder(
                new PlaceOrder(run, 0, 1, Line.CLASS_CODE, Channel.ONLINE, 0, List.of(PASSENGER))));
            Await.answer(client.confirmPayment(held.orderId(), held.amount(), 55));
        }
    }

    @Test
    void shouldPassTheTruth()
    {
        answers.acknowledged(SESSION, held);
        assertEquals(1, Proof.of(directory, answers).count("held"));
    }

    @Test
    void shouldFindAnAnswerThatIsNotInTheJournal()
    {
        answers.acknowledged(SESSION, new OrderCancelled(
            held.orderId(), held.runId(), 0, 1, Line.CLASS_CODE, List.of(), held.stamp()));
        assertLieIsFound("journaled 'held ");
    }

    @Test
    void shouldFindAnAnswerWithOtherContent()
    {
        answers.acknowledged(SESSION, new OrderHeld(
            held.orderId(), held.runId(), 0, 1, Line.CLASS_CODE, held.channel(), held.deadlineMs(),
            held.amount() + 1, held.seats(), held.stamp()));
        assertLieIsFound("amount " + (held.amount() + 1));
    }

    @Test
    void shouldFindAnAnswerOfAnotherSession()
    {
        answers.acknowledged(SESSION + 1, held);
        assertLieIsFound("journaled 'null'");
    }

    @Test
    void shouldFindAnAnswerThatWasGivenToTwoCallers()
    {
        answers.acknowledged(SESSION, held);
        answers.acknowledged(SESSION, held);
        assertLieIsFound("told twice");
    }

    @Test
    void shouldFindRequestsThatWereAppliedAgainstTheWordOfTheServer()
    {
        answers.notPlaced(PASSENGER, "BUSY");
        answers.notPaid(55, "BUSY");
        assertLieIsFound("called not applied, but placed");
        assertLieIsFound("called not applied, but paid");
    }

    private void assertLieIsFound(final String text)
    {
        final AssertionError error = assertThrows(AssertionError.class, () -> Proof.of(directory, answers));
        assertTrue(error.getMessage().contains(text), error::getMessage);
    }
}
