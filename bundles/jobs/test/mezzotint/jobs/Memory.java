package mezzotint.jobs;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mezzotint.plugin.Lease;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugins;
import mezzotint.script.ImageSink;
import mezzotint.studio.Picture;

/** Keeps pictures in a list; as slow to answer as a process that is killed. */
public final class Memory implements ImageSink<None> {

    final List<String> kept = new CopyOnWriteArrayList<>();
    /** Whether it takes a picture and never answers. */
    volatile boolean losesAnswers;
    /** Whether there is no room. */
    volatile boolean full;

    @Override
    public URI accept(Picture picture, None params) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        kept.add(picture.infotext());
        while (losesAnswers) {
            Thread.onSpinWait();
        }
        return URI.create("memory:" + (kept.size() - 1));
    }

    @Override
    public List<URI> find(Picture picture, None params) {
        return kept.contains(picture.infotext()) ? List.of(URI.create("memory:" + kept.indexOf(picture.infotext()))) : List.of();
    }

    /** The only plugin there is. */
    Plugins plugins() {
        Lease<ImageSink<?>> lease = new Lease<>() {
            @Override
            public ImageSink<?> hook() {
                return Memory.this;
            }

            @Override
            public Plugins.Entry entry() {
                return new Plugins.Entry("imagesink", "memory", "Memory", List.of(), "", "b", "1", None.class, true);
            }

            @Override
            public void close() {}
        };
        return (Plugins) Proxy.newProxyInstance(Plugins.class.getClassLoader(), new Class<?>[] {Plugins.class},
                (proxy, method, args) -> method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, args) : List.of(lease));
    }
}
