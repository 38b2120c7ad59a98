package io.signalbox.gateway.net;

import io.signalbox.protocol.wire.TerminateCode;

/**
 * What a {@link FrameDecoder} reports of its channel, and asks about it. Called by the connection's event loop.
 */
interface InboundHandler
{
    /** Whether the connection is at its end: what still comes is dropped. */
    boolean terminated();

    /** Whether the next frame may be handled now. */
    boolean mayRead();

    /** Bytes have come. */
    void onBytes();

    /**
     * What was read is walked.
     *
     * @param partial whether a frame has begun that is not complete
     */
    void onPartialFrame(boolean partial);

    /** All that the socket had was read: what the frames led to may be sent. */
    void onReadComplete();

    /**
     * End the connection from this side.
     *
     * @param code why
     * @param text why, for people
     */
    void terminate(TerminateCode code, String text);

    /** The client does not read what is sent: handle nothing more until it reads again. */
    void onUnwritable();

    /** The client reads again: frames may be handled. {@link #resumeReading()} follows when what was read is walked. */
    void onWritable();

    /** Nothing that was read is left: read again. */
    void resumeReading();

    /** The channel is closed. */
    void onClosed();
}
