package io.signalbox.gateway.net;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RequestNumbersTest
{
    private final RequestNumbers numbers = new RequestNumbers();

    @BeforeEach
    void establish()
    {
        numbers.start(10);
    }

    @Test
    void shouldKnowRepetitions()
    {
        assertTrue(numbers.repeated(10));
        assertFalse(numbers.repeated(11));
        assertEquals(0, numbers.passed(11));
        assertTrue(numbers.repeated(11));
    }

    @Test
    void shouldReportAGapOnce()
    {
        assertEquals(3, numbers.passed(14));
        assertEquals(0, numbers.passed(15));
        assertTrue(numbers.repeated(12));
    }

    @Test
    void shouldNotReportWhatWasRejected()
    {
        numbers.rejected(11);
        numbers.rejected(12);
        assertFalse(numbers.repeated(11));
        assertEquals(0, numbers.passed(13));
    }

    @Test
    void shouldKeepAGapOpenBeforeARejectedNumber()
    {
        numbers.rejected(13);
        assertEquals(3, numbers.passed(14));
    }

    @Test
    void shouldPassARejectedNumberThatIsMadeAgain()
    {
        numbers.rejected(11);
        numbers.rejected(12);
        assertEquals(0, numbers.passed(11));
        assertFalse(numbers.repeated(12));
        assertEquals(1, numbers.passed(14));
    }

    @Test
    void shouldTakeNumbersAsUnsigned()
    {
        numbers.start(Long.MAX_VALUE);
        assertFalse(numbers.repeated(Long.MIN_VALUE));
        assertEquals(1, numbers.passed(Long.MIN_VALUE + 1));
        assertTrue(numbers.repeated(1));
        numbers.start(-1);
        numbers.rejected(0);
        assertTrue(numbers.repeated(0));
    }
}
