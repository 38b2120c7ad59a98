package io.signalbox.protocol;

/**
 * What the schema says of every message, by its template id. The contents are generated from the schema. Thread: any;
 * nothing changes and no method allocates, except {@link #templateIds()}.
 */
public final class MessageTable
{
    /** Greatest template id of the schema. */
    public static final int MAX_TEMPLATE_ID = WireMessages.MAX_TEMPLATE_ID;

    private static final MessageShape[] SHAPES = new MessageShape[MAX_TEMPLATE_ID + 1];

    static
    {
        for (final MessageShape shape : WireMessages.inOrderOfTemplateId())
        {
            SHAPES[shape.templateId()] = shape;
        }
    }

    private MessageTable()
    {
    }

    /**
     * Kind of a message.
     *
     * @param templateId any number
     * @return kind, or null if the schema has no such message
     */
    public static MessageKind kind(final int templateId)
    {
        final MessageShape shape = shape(templateId);
        return shape == null ? null : shape.kind();
    }

    /**
     * Name of a message.
     *
     * @param templateId any number
     * @return name as in the schema, or null if the schema has no such message
     */
    public static String name(final int templateId)
    {
        final MessageShape shape = shape(templateId);
        return shape == null ? null : shape.name();
    }

    /**
     * Room that a message belongs to.
     *
     * @param templateId any number
     * @return name as in the schema, or null if the schema has no such message
     */
    public static String room(final int templateId)
    {
        final MessageShape shape = shape(templateId);
        return shape == null ? null : shape.room();
    }

    /**
     * Whether the block of a message begins with the event header.
     *
     * @param templateId any number
     * @return false also if the schema has no such message
     */
    public static boolean hasEventHeader(final int templateId)
    {
        final MessageShape shape = shape(templateId);
        return shape != null && shape.hasEventHeader();
    }

    /**
     * Whether the block of a message begins with the request header.
     *
     * @param templateId any number
     * @return false also if the schema has no such message
     */
    public static boolean hasRequestHeader(final int templateId)
    {
        final MessageShape shape = shape(templateId);
        return shape != null && shape.hasRequestHeader();
    }

    /**
     * Version of the schema that introduced a message. What is journaled bears this version whatever the newest one is,
     * so that its bytes are the same for every build.
     *
     * @param templateId of a message of the schema
     * @return at least 1
     * @throws IllegalArgumentException if the schema has no such message
     */
    public static int introducedVersion(final int templateId)
    {
        final MessageShape shape = shape(templateId);
        if (shape == null)
        {
            throw new IllegalArgumentException("no message has the template id " + templateId);
        }
        return shape.introduced();
    }

    /**
     * Template ids of all messages. Allocates.
     *
     * @return ascending
     */
    public static int[] templateIds()
    {
        final MessageShape[] shapes = WireMessages.inOrderOfTemplateId();
        final int[] templateIds = new int[shapes.length];
        for (int i = 0; i < shapes.length; i++)
        {
            templateIds[i] = shapes[i].templateId();
        }
        return templateIds;
    }

    /**
     * Shape of a message.
     *
     * @param templateId any number
     * @return shape, or null if the schema has no such message
     */
    static MessageShape shape(final int templateId)
    {
        return templateId >= 0 && templateId <= MAX_TEMPLATE_ID ? SHAPES[templateId] : null;
    }
}
