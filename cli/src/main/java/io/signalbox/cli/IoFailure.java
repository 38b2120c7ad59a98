package io.signalbox.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What the operating system said, in words: some exceptions of the file system have only the path as their message. */
final class IoFailure
{
    private IoFailure()
    {
    }

    static String words(final IOException failure)
    {
        if (failure instanceof NoSuchFileException missing)
        {
            return missing.getFile() + ": no such file or directory";
        }
        if (failure instanceof AccessDeniedException denied)
        {
            return denied.getFile() + ": permission denied";
        }
        if (failure instanceof FileSystemException || failure.getMessage() == null)
        {
            return failure.toString();
        }
        return failure.getMessage();
    }
}
