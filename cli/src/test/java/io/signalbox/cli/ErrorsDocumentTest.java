package io.signalbox.cli;

import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.TerminateCode;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** docs/errors.md against the code: no code without a row, no row without a test. */
class ErrorsDocumentTest
{
    private final ErrorsDocument document;

    ErrorsDocumentTest() throws IOException
    {
        document = new ErrorsDocument();
    }

    private <E extends Enum<E>> void assertComplete(final E[] values, final ToIntFunction<E> number)
    {
        final Map<String, Integer> expected = new TreeMap<>();
        for (final E value : values)
        {
            if (!value.name().equals("NULL_VAL") && !value.name().equals("SBE_UNKNOWN"))
            {
                expected.put(value.name(), number.applyAsInt(value));
            }
        }
        final String table = values[0].getDeclaringClass().getSimpleName();
        final Map<String, Integer> written = new TreeMap<>();
        document.table(table).forEach((name, row) -> written.put(name.split(" ")[0], row.number()));
        assertEquals(expected, written, table);
    }

    @Test
    void shouldHaveARowForEveryCodeOfTheWire()
    {
        assertComplete(TerminateCode.values(), TerminateCode::value);
        assertComplete(NegotiateRejectReason.values(), NegotiateRejectReason::value);
        assertComplete(EstablishRejectReason.values(), EstablishRejectReason::value);
        assertComplete(BusinessRejectReason.values(), BusinessRejectReason::value);
        assertComplete(OrderRefusalReason.values(), OrderRefusalReason::value);
        assertComplete(DefinitionRefusalReason.values(), DefinitionRefusalReason::value);
    }

    @Test
    void shouldHaveARowForEveryExitCode() throws IllegalAccessException
    {
        for (final Field field : ExitCode.class.getDeclaredFields())
        {
            if (field.getType() == int.class)
            {
                final ErrorsDocument.Row row = document.table("ExitCode").get(field.getName());
                assertEquals(field.getInt(null), row == null ? -1 : row.number(), field.getName());
            }
        }
    }

    @Test
    void shouldNameTestsThatExist() throws IOException
    {
        final Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.find(ErrorsDocument.root(), 20,
            (path, attributes) -> path.toString().matches(".*[\\\\/]src[\\\\/]test[\\\\/]java[\\\\/].*Test\\.java")))
        {
            files.forEach(path -> sources.merge(path.getFileName().toString(), read(path), String::concat));
        }
        final List<String> missing = new ArrayList<>();
        for (final ErrorsDocument.Row row : document.rows())
        {
            assertFalse(row.tests().isEmpty(), () -> "no test in " + row.cells());
            for (final String[] test : row.tests())
            {
                if (!sources.getOrDefault(test[0] + ".java", "").contains("void " + test[1] + "("))
                {
                    missing.add(String.join(".", test));
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static String read(final Path path)
    {
        try
        {
            return Files.readString(path);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
