package mezzotint.embedder.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import mezzotint.catalog.Embedder;
import mezzotint.libs.search.WordPiece;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The mean of what the last layer gives for the words of a text; loads its network, 23 MB, when it is first asked. */
@Component
@Plugin(id = "minilm", label = "MiniLM", source = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2")
public final class MiniLm implements Embedder {

    static final String NETWORK = "/all-minilm-l6-v2-q.onnx";
    static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";
    /** Of the network; a test of the build compares. */
    static final String SHA256 = "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";
    /** As many as sentence-transformers gives it. */
    private static final int MOST_TOKENS = 256;

    /** What is needed for a text; made once. */
    private record Loaded(WordPiece tokenizer, OrtEnvironment environment, OrtSession session) {}

    /** A stop does not wait for those who still ask, and what ONNX Runtime has given back it must not be asked for. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private Loaded loaded;
    private boolean closed;

    @Override
    public String model() {
        return "all-MiniLM-L6-v2 int8 " + SHA256.substring(0, 8);
    }

    @Override
    public float[] embed(String text) {
        use.readLock().lock();
        try {
            Loaded here = load();
            long[] tokens = widened(here.tokenizer().encode(text, MOST_TOKENS));
            return mean(run(here, tokens));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot run the network: " + e.getMessage(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    private static float[][] run(Loaded here, long[] tokens) throws OrtException {
        var ones = new long[tokens.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = OnnxTensor.createTensor(here.environment(), new long[][] {tokens});
                OnnxTensor mask = OnnxTensor.createTensor(here.environment(), new long[][] {ones});
                OnnxTensor types = OnnxTensor.createTensor(here.environment(), new long[1][tokens.length]);
                OrtSession.Result result = here.session().run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return ((float[][][]) result.get(0).getValue())[0];
        }
    }

    private static long[] widened(int[] tokens) {
        return Arrays.stream(tokens).asLongStream().toArray();
    }

    private static float[] mean(float[][] states) {
        var mean = new float[states[0].length];
        double square = 0;
        for (int i = 0; i < mean.length; i++) {
            for (float[] state : states) {
                mean[i] += state[i];
            }
            square += mean[i] * (double) mean[i];
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= (float) Math.sqrt(square);
        }
        return mean;
    }

    private synchronized Loaded load() throws OrtException {
        if (closed) {
            throw new IllegalStateException("the embedder was switched off");
        }
        if (loaded == null) {
            try (InputStream network = MiniLm.class.getResourceAsStream(NETWORK);
                    var vocabulary = new InputStreamReader(MiniLm.class.getResourceAsStream(VOCABULARY), StandardCharsets.UTF_8);
                    var options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1); // pictures want the other cores
                OrtEnvironment environment = OrtEnvironment.getEnvironment();
                loaded = new Loaded(WordPiece.read(vocabulary), environment, environment.createSession(network.readAllBytes(), options));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return loaded;
    }

    @Deactivate
    void close() throws OrtException {
        use.writeLock().lock();
        try {
            closed = true;
            if (loaded != null) {
                loaded.session().close();
                loaded = null;
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
