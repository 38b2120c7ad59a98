package io.signalbox.cli.timetable;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Makes codes that the engine takes out of ids that it would not take. A code depends on the id and on the other ids of
 * the feed, never on their order, so that loading another period of the same feed gives the same codes.
 */
final class ShortCodes
{
    private static final int KEPT_CHARS = 11;

    private final Map<String, String> codeById = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /**
     * Gives every id a code: itself where it is one.
     *
     * @param ids all ids of the feed.
     */
    ShortCodes(final Collection<String> ids)
    {
        final Set<String> sorted = new TreeSet<>(ids);
        for (final String id : sorted)
        {
            if (EngineLimits.isCode(id))
            {
                codeById.put(id, id);
                used.add(id);
            }
        }
        for (final String id : sorted)
        {
            if (!EngineLimits.isCode(id))
            {
                codeById.put(id, unusedCode(readable(id), '~', id));
            }
        }
    }

    String code(final String id)
    {
        return codeById.get(id);
    }

    boolean isChanged(final String id)
    {
        return !id.equals(codeById.get(id));
    }

    /**
     * Makes one more code, for a variant of an id.
     *
     * @param id     that has a code.
     * @param digest text that tells the variant from the others.
     * @return the beginning of the id's code, an at sign and four hexadecimal digits of the digest's sum.
     */
    String variantCode(final String id, final String digest)
    {
        final String code = codeById.get(id);
        return unusedCode(code, '@', digest);
    }

    private String unusedCode(final String start, final char mark, final String digest)
    {
        final String kept = start.substring(0, Math.min(start.length(), KEPT_CHARS));
        String code;
        int salt = 0;
        do
        {
            final CRC32 sum = new CRC32();
            sum.update((salt == 0 ? digest : digest + '#' + salt).getBytes(StandardCharsets.UTF_8));
            code = kept + mark + String.format("%04x", sum.getValue() & 0xFFFF);
            salt++;
        }
        while (!used.add(code));
        return code;
    }

    private static String readable(final String id)
    {
        return Normalizer.normalize(id, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^!-~]+", "-")
            .replaceAll("^-|-$", "");
    }
}
