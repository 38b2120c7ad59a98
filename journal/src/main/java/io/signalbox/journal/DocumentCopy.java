package io.signalbox.journal;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;

/**
 * Copies a finished record into an open document. The seam where tests let the copying fail half-way.
 */
@FunctionalInterface
interface DocumentCopy
{
    /** One bulk copy. */
    DocumentCopy WHOLE = (record, document, length) -> document.write(record, 0L, length);

    void copy(BytesStore<?, ?> record, Bytes<?> document, int length);
}
