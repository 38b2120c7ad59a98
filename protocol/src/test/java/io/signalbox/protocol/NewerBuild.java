package io.signalbox.protocol;

import io.signalbox.protocolgen.SignalboxTarget;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import uk.co.real_logic.sbe.generation.TargetCodeGeneratorLoader;
import uk.co.real_logic.sbe.ir.Ir;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * This module as a build with a newer schema would have it: generated and compiled into a folder, and loaded beside the
 * real one. Its classes have the same names, so they are reached by reflection.
 */
final class NewerBuild extends URLClassLoader
{
    private static final Path SOURCES =
        Path.of(System.getProperty("basedir", ".")).resolve("src/main/java/io/signalbox/protocol");
    private static final String PROJECT = "io.signalbox.protocol.";

    private NewerBuild(final URL classes)
    {
        super(new URL[]{classes}, FrameValidator.class.getClassLoader());
    }

    static NewerBuild of(final Ir schema, final Path folder) throws IOException
    {
        for (final String target : List.of("Java", SignalboxTarget.class.getName()))
        {
            TargetCodeGeneratorLoader.get(target).newInstance(schema, folder.toString()).generate();
        }
        compile(folder);
        return new NewerBuild(url(folder));
    }

    /** One frame before a validator of this build. */
    int validate(final String role, final byte[] frame) throws ReflectiveOperationException
    {
        final Class<?> type = loadClass(PROJECT + "FrameValidator");
        return (int)type.getMethod("validate", DirectBuffer.class, int.class, int.class).invoke(
            type.getMethod(role).invoke(null), new UnsafeBuffer(frame), 0, frame.length);
    }

    /** Decoder of this build on the message of a frame. */
    Object decoder(final String name, final byte[] frame) throws ReflectiveOperationException
    {
        final Object decoder = newCodec(name + "Decoder");
        final Object header = newCodec("MessageHeaderDecoder");
        decoder.getClass().getMethod("wrapAndApplyHeader", DirectBuffer.class, int.class, header.getClass()).invoke(
            decoder, new UnsafeBuffer(frame), Frame.MESSAGE_OFFSET, header);
        return decoder;
    }

    /** What the message table of this build says. */
    Object table(final String method, final int templateId) throws ReflectiveOperationException
    {
        return loadClass(PROJECT + "MessageTable").getMethod(method, int.class).invoke(null, templateId);
    }

    /** Value of a field, or null value of a type: what a method without arguments returns. */
    static Object get(final Object codec, final String method) throws ReflectiveOperationException
    {
        return codec.getClass().getMethod(method).invoke(codec);
    }

    /** The project's own classes are those of this build, all others are shared. */
    @Override
    protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException
    {
        synchronized (getClassLoadingLock(name))
        {
            final Class<?> loaded = findLoadedClass(name);
            if (loaded != null || !name.startsWith(PROJECT))
            {
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
            return findClass(name);
        }
    }

    private Object newCodec(final String name) throws ReflectiveOperationException
    {
        return loadClass(PROJECT + "wire." + name).getDeclaredConstructor().newInstance();
    }

    private static void compile(final Path folder) throws IOException
    {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
            Stream<Path> byHand = Files.walk(SOURCES);
            Stream<Path> generated = Files.walk(folder))
        {
            final List<Path> sources = Stream.concat(byHand, generated)
                .filter(path -> path.toString().endsWith(".java")).toList();
            final boolean compiled = compiler.getTask(messages, files, null, List.of("-d", folder.toString()), null,
                files.getJavaFileObjectsFromPaths(sources)).call();
            if (!compiled)
            {
                throw new IllegalStateException(messages.toString());
            }
        }
    }

    private static URL url(final Path folder) throws MalformedURLException
    {
        return folder.toUri().toURL();
    }
}
