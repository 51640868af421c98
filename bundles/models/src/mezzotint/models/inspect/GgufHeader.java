package mezzotint.models.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import mezzotint.model.Verdict;

/** The beginning of a GGUF file, which no plugin reads yet: what the model calls itself, and how many tensors it has. */
record GgufHeader(String architecture, int tensors) {

    private static final int MAGIC = 0x46554747;
    private static final int LENGTH = 4096;
    private static final String KEY = "general.architecture";
    private static final int TEXT = 8;
    private static final int LONGEST_NAME = 64;
    /** What converters call models that make pictures. */
    private static final List<String> PICTURES = List.of("flux", "sd1", "sdxl", "sd3", "aura", "hidream", "cosmos", "ltxv", "hyvid", "wan", "lumina2",
            "qwen_image");

    /** Empty if the file is none. Writers put the architecture first. */
    static Optional<GgufHeader> read(Path file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.read(head, 0);
        }
        head.flip();
        if (head.remaining() < 24 || head.getInt() != MAGIC) {
            return Optional.empty();
        }
        head.getInt();
        long tensors = head.getLong();
        return Optional.of(new GgufHeader(architecture(head), (int) Math.max(0, Math.min(tensors, Integer.MAX_VALUE))));
    }

    private static String architecture(ByteBuffer head) {
        head.getLong();
        if (!text(head).equals(KEY) || head.remaining() < 4 || head.getInt() != TEXT) {
            return "";
        }
        return text(head);
    }

    private static String text(ByteBuffer head) {
        long length = head.remaining() < Long.BYTES ? 0 : head.getLong();
        if (length < 0 || length > LONGEST_NAME || length > head.remaining()) {
            return "";
        }
        byte[] bytes = new byte[(int) length];
        head.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Verdict verdict() {
        boolean pictures = PICTURES.contains(architecture);
        return new Verdict(pictures ? Verdict.Kind.DENOISER : Verdict.Kind.LANGUAGE_MODEL, architecture, List.of("GGUF"), tensors, "", "",
                List.of("no plugin reads GGUF yet: it would take a checkpoint format" + (pictures ? "" : ", and a chat model, for it")), "");
    }
}
