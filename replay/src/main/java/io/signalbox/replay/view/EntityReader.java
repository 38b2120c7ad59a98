package io.signalbox.replay.view;

import org.agrona.DirectBuffer;

/**
 * Leads the entities of a view's state to their sections, and sets the applied position at the end: what has not been
 * read completely stays at position 0. Owned by the thread that reads.
 */
public final class EntityReader
{
    private final AppliedPosition applied;
    private final SectionReader sections;
    private final int sectionCount;
    private final EntityInput input = new EntityInput();
    private int lastSection;
    private boolean ended;

    /** Reads entities into a view. */
    @FunctionalInterface
    public interface SectionReader
    {
        /**
         * Read the next entity.
         *
         * @param section of the entity
         * @param entity  of which nothing may be left
         */
        void read(int section, EntityInput entity);
    }

    /**
     * A reader for a view that is new.
     *
     * @param applied      position of the view, which stands in the section after all others
     * @param sections     reads the entities of all other sections
     * @param sectionCount how many there are: 0 to this - 1
     */
    public EntityReader(final AppliedPosition applied, final SectionReader sections, final int sectionCount)
    {
        this.applied = applied;
        this.sections = sections;
        this.sectionCount = sectionCount;
    }

    /**
     * Read the next entity, as {@link RestorableView#readEntity} says.
     *
     * @param section of the entity
     * @param buffer  that holds it
     * @param offset  of its first byte
     * @param length  of the entity, bytes
     * @throws IllegalStateException if the entity does not fit, or the view is not new
     */
    public void read(final int section, final DirectBuffer buffer, final int offset, final int length)
    {
        if (ended || applied.position() != 0 || section < lastSection || section > sectionCount)
        {
            throw new IllegalStateException("an entity of section " + section + " behind section " + lastSection +
                " for a view at position " + applied.position() + (ended ? ", whose reading has ended" : ""));
        }
        lastSection = section;
        // Also when it fails: what comes then must not make the view look complete.
        ended = true;
        input.wrap(buffer, offset, length);
        try
        {
            if (section == sectionCount)
            {
                applied.readFrom(input);
            }
            else
            {
                sections.read(section, input);
            }
            input.requireEnd();
        }
        catch (final IllegalStateException ex)
        {
            throw ex;
        }
        catch (final RuntimeException ex)
        {
            throw new IllegalStateException("an entity of section " + section + " does not fit the view", ex);
        }
        ended = section == sectionCount;
    }
}
