package io.signalbox.core;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * The whole state of an engine as its entities, each with the index of its section.
 *
 * @param entities in canonical order
 */
record StateBytes(List<Entity> entities)
{
    /**
     * One entity.
     *
     * @param section index of its section
     * @param bytes   each as a number, so that two can be compared
     */
    record Entity(int section, List<Byte> bytes)
    {
    }

    static StateBytes of(final SeatEngine engine)
    {
        final List<Entity> entities = new ArrayList<>();
        engine.writeTo((section, buffer, offset, length) ->
        {
            final List<Byte> bytes = new ArrayList<>();
            for (int i = 0; i < length; i++)
            {
                bytes.add(buffer.getByte(offset + i));
            }
            entities.add(new Entity(section, bytes));
        });
        return new StateBytes(entities);
    }

    SeatEngine restored()
    {
        final SeatEngine engine = new SeatEngine();
        for (final Entity entity : entities)
        {
            final byte[] bytes = new byte[entity.bytes().size()];
            for (int i = 0; i < bytes.length; i++)
            {
                bytes[i] = entity.bytes().get(i);
            }
            engine.readEntity(entity.section(), new UnsafeBuffer(bytes), 0, bytes.length);
        }
        return engine;
    }
}
