package mezzotint.backend.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A TorchScript module of one function, loaded from its text. */
final class ScriptModule implements AutoCloseable {

    /** The pickle of an object of class {@code __torch__.M} whose only attribute is {@code training}, false. */
    private static final String OBJECT = "\u0080\2c__torch__\nM\nq\0)\u0081}(X\10\0\0\0trainingq\1\u0089ubq\2.";
    private static final String NOTHING = "\u0080\2).";

    private static final String HEADER = """
            class M(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.M,
            """;

    private final PtSymbolBlock block;

    /**
     * @param parameters as in {@code x: List[Tensor]}, with what comes back
     * @param body lines of the function, indented by four
     */
    ScriptModule(NDManager manager, String parameters, String body) {
        try {
            byte[] archive = archive(HEADER + "    " + parameters + ":\n" + body);
            block = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls the function; what comes back is to be closed. The optimizer, which is set by thread, makes the first calls slow and the rest no faster. */
    IValue call(IValue... arguments) {
        JniUtils.setGraphExecutorOptimize(false);
        return block.forward(arguments);
    }

    private static byte[] archive(String code) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("m/data.pkl", OBJECT.getBytes(StandardCharsets.ISO_8859_1));
        files.put("m/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
        files.put("m/constants.pkl", NOTHING.getBytes(StandardCharsets.ISO_8859_1));
        files.put("m/version", "10\n".getBytes(StandardCharsets.UTF_8));
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                store(zip, file.getKey(), file.getValue());
            }
        }
        return out.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
        var sum = new CRC32();
        sum.update(data);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(data.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }

    @Override
    public void close() {
        block.close();
    }
}
