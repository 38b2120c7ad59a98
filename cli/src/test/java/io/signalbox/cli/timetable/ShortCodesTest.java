package io.signalbox.cli.timetable;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ShortCodesTest
{
    @Test
    void shouldGiveWayToAnIdThatIsSuchACode()
    {
        final String id = "Gen\u00e8ve";
        final String taken = new ShortCodes(List.of(id)).code(id);
        final ShortCodes codes = new ShortCodes(List.of(id, taken));

        assertTrue(taken.matches("Geneve~[0-9a-f]{4}"), taken);
        assertEquals(taken, codes.code(taken));
        assertNotEquals(taken, codes.code(id));
        assertTrue(codes.isChanged(id));
        assertFalse(codes.isChanged(taken));
    }

    @Test
    void shouldGiveVariantsDifferentCodesEvenIfTheirSumsAreEqual()
    {
        final ShortCodes codes = new ShortCodes(List.of("TRAIN-OF-16-CHAR"));
        final Set<String> variants = new HashSet<>();
        for (int i = 0; i < 3_000; i++)
        {
            variants.add(codes.variantCode("TRAIN-OF-16-CHAR", "pattern " + i));
        }

        assertEquals(3_000, variants.size());
        assertTrue(variants.stream().allMatch((code) -> code.matches("TRAIN-OF-16@[0-9a-f]{4}")));
    }

    @Property
    void codesAreValidUniqueAndIndependentOfTheOrder(@ForAll final Set<@NotEmpty String> ids)
    {
        final List<String> backwards = new ArrayList<>(ids);
        Collections.reverse(backwards);
        final ShortCodes codes = new ShortCodes(ids);
        final ShortCodes again = new ShortCodes(backwards);
        final Set<String> used = new HashSet<>();

        for (final String id : ids)
        {
            assertTrue(EngineLimits.isCode(codes.code(id)), codes.code(id));
            assertTrue(used.add(codes.code(id)));
            assertEquals(codes.code(id), again.code(id));
        }
    }
}
