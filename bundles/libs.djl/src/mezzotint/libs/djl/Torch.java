package mezzotint.libs.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PyTorch engine of DJL. Whoever wants tensors asks for this service, so that the engine is
 * always started here, under the class loader that owns the native code.
 *
 * <p>The engine starts in the background; {@link #manager} waits for it. The framework property
 * {@code mezzotint.native} names the folder that holds {@code pytorch/libtorch.so} and the rest.
 */
@Component(service = Torch.class, immediate = true)
public final class Torch {

    /** Framework and system property with the folder of unpacked native libraries. */
    public static final String NATIVES = "mezzotint.native";

    private static final Logger LOG = LoggerFactory.getLogger(Torch.class);

    private final CompletableFuture<Engine> engine = new CompletableFuture<>();

    /** @param natives folder whose sub-folder {@code pytorch} holds the libraries */
    public Torch(Path natives) {
        this(new NativeFolder(natives.resolve("pytorch"), natives));
    }

    @Activate
    public Torch(BundleContext context) {
        this(new NativeFolder(Path.of(required(context)).resolve("pytorch"), context.getDataFile("native").toPath()));
    }

    private Torch(NativeFolder folder) {
        var thread = new Thread(() -> start(folder), "torch-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static String required(BundleContext context) {
        String folder = context.getProperty(NATIVES);
        if (folder == null) {
            throw new IllegalStateException("the framework property " + NATIVES + " is not set");
        }
        return folder;
    }

    private void start(NativeFolder folder) {
        long start = System.nanoTime();
        Thread.currentThread().setContextClassLoader(Torch.class.getClassLoader());
        try {
            configure(folder.forThisLoader());
            engine.complete(Engine.getEngine("PyTorch"));
            LOG.debug("PyTorch {} started in {} ms", engine.join().getVersion(), (System.nanoTime() - start) / 1_000_000);
        } catch (Exception | LinkageError e) {
            LOG.warn("PyTorch cannot start: {}", e.toString());
            engine.completeExceptionally(e);
        }
    }

    private static void configure(Path libraries) {
        System.setProperty("PYTORCH_LIBRARY_PATH", libraries.toString());
        System.setProperty("PYTORCH_FLAVOR", "cpu");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        setIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
    }

    private static void setIfAbsent(String property, String value) {
        System.setProperty(property, System.getProperty(property, value));
    }

    /**
     * A new owner of tensors on the processor; close it to free them.
     *
     * @throws IllegalStateException if the engine cannot run on this machine
     */
    public NDManager manager() {
        try {
            return engine.join().newBaseManager(Device.cpu());
        } catch (CompletionException e) {
            throw new IllegalStateException("PyTorch cannot start: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Whether the engine can run, as far as is known without waiting. */
    public boolean isPresent() {
        return !engine.isCompletedExceptionally();
    }
}
