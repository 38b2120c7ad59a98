package io.signalbox.gateway;

import io.signalbox.protocol.wire.StationDefinedDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StartTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldNameWhatIsWrongWithTheDirectoryOrThePort() throws Exception
    {
        try (TestNode node = new TestNode(TestNode.config(directory).build()))
        {
            final ServerStartException locked = assertThrows(
                ServerStartException.class, () -> new TestNode(TestNode.config(directory).build()));
            assertEquals(ServerStartException.Kind.DIRECTORY_LOCKED, locked.kind());
            assertEquals(75, locked.kind().exitCode());
            final ServerConfig.Builder other = TestNode.config(directory.resolve("other"));
            final ServerConfig samePort = other.port(node.port()).build();
            final ServerStartException used = assertThrows(ServerStartException.class, () -> new TestNode(samePort));
            assertEquals(ServerStartException.Kind.ADDRESS_UNAVAILABLE, used.kind());
            assertEquals(69, used.kind().exitCode());
            assertTrue(used.getMessage().contains(String.valueOf(node.port())), used.getMessage());
            // What failed to start has given its directory back.
            new TestNode(other.port(0).build()).close();
        }
        final Path file = Files.createFile(directory.resolve("file"));
        final ServerStartException unusable =
            assertThrows(ServerStartException.class, () -> new TestNode(TestNode.config(file).build()));
        assertEquals(ServerStartException.Kind.DIRECTORY_UNUSABLE, unusable.kind());
        assertEquals(66, unusable.kind().exitCode());
    }

    @Test
    void shouldNotStartOnADamagedJournal() throws Exception
    {
        try (TestNode node = new TestNode(TestNode.config(directory).build());
            TestClient client = new TestClient(node.port()).established(7, 1))
        {
            client.send(TestFrames.defineStation(7, 1, "QQ"), TestFrames.defineStation(7, 2, "B"));
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.cq4"))
        {
            for (final Path file : files)
            {
                overwrite(file, "station QQ");
            }
        }
        final ServerStartException damaged =
            assertThrows(ServerStartException.class, () -> new TestNode(TestNode.config(directory).build()));
        assertEquals(ServerStartException.Kind.JOURNAL_DAMAGED, damaged.kind());
        assertEquals(65, damaged.kind().exitCode());
    }

    private static void overwrite(final Path file, final String text) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final byte[] head = new byte[1 << 20];
            channel.read(ByteBuffer.wrap(head), 0);
            final int index = new String(head, StandardCharsets.ISO_8859_1).indexOf(text);
            assertTrue(index > 0, "the text is not in " + file);
            channel.write(ByteBuffer.wrap(new byte[] {'X'}), index);
        }
    }
}
