package io.signalbox.replay.recovery;

import io.signalbox.core.StateSink;
import io.signalbox.journal.JournalRecord;
import io.signalbox.replay.view.RestorableView;
import org.agrona.DirectBuffer;

/** A view as a part of a replica. Owned by one thread, until the view is shared with its readers. */
public final class ViewPart implements ReplicaPart
{
    private final RestorableView view;

    /**
     * Part of a replica.
     *
     * @param view that is new
     */
    public ViewPart(final RestorableView view)
    {
        this.view = view;
    }

    @Override
    public long position()
    {
        return view.position();
    }

    @Override
    public void onRecord(final JournalRecord record)
    {
        view.onRecord(record);
    }

    @Override
    public void writeTo(final StateSink sink)
    {
        view.writeTo(sink::onEntity);
    }

    @Override
    public void readEntity(final int section, final DirectBuffer buffer, final int offset, final int length)
    {
        view.readEntity(section, buffer, offset, length);
    }
}
