package mezzotint.format.pickle;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import mezzotint.libs.safetensors.SafetensorsFile;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a file, it is read or refused in words, and soon. */
class MutatedFilesTest {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** Codes and counts that ask for much. */
    private static final List<String> HOSTILE = List.of("X\u00ff\u00ff\u00ff\u007f", "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f", "(((((((((", "2222222222222222", "cos\nsystem\n(",
            "}}}}}}}}", "\u008a\u00ff", "q\0h\0a", "J\u00ff\u00ff\u00ff\u007f", "tRQsu", "K\u00ffr\u00ff\u00ff\u00ff\u00ff", "\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff");

    @FunctionalInterface
    private interface Opening {
        Checkpoint open(Path file) throws IOException;
    }

    @TempDir
    private Path folder;

    /** @param hot bytes from the beginning in which most of the changes are made */
    private void assertBorne(int mutations, byte[] whole, int hot, Opening opening) throws IOException {
        var random = new Random(20_240_615);
        int refused = 0;
        for (int i = 0; i < mutations; i++) {
            Path file = Files.write(folder.resolve("model.bin"), mutated(whole, hot, random));
            String which = "mutation " + i;
            refused += assertTimeoutPreemptively(LONGEST, () -> isRefused(file, opening), which) ? 1 : 0;
        }
        assertTrue(refused > mutations / 10, refused + " were refused");
    }

    private static boolean isRefused(Path file, Opening opening) throws IOException {
        try (Checkpoint checkpoint = opening.open(file)) {
            for (String name : checkpoint.names()) {
                checkpoint.tensor(name);
            }
            return false;
        } catch (Problem e) {
            return true;
        }
    }

    private static byte[] mutated(byte[] whole, int hot, Random random) {
        byte[] bytes = whole.clone();
        int at = random.nextInt(random.nextInt(4) == 0 ? bytes.length : hot);
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, at);
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                for (int i = 0; i < 8; i++) {
                    bytes[random.nextInt(hot)] = (byte) random.nextInt(256);
                }
            }
            case 3 -> overwrite(bytes, at, HOSTILE.get(random.nextInt(HOSTILE.size())));
            default -> overwrite(bytes, Math.max(0, bytes.length - 1 - random.nextInt(80)), String.valueOf((char) random.nextInt(256)));
        }
        return bytes;
    }

    private static void overwrite(byte[] bytes, int at, String with) {
        for (int i = 0; i < with.length() && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) with.charAt(i);
        }
    }

    @Test
    void smallPickles() throws IOException {
        byte[] whole = Files.readAllBytes(PickleFormatTest.zip(folder.resolve("whole"), PickleFormatTest.TENSOR.formatted("K\2K\3\u0086K\3K\1\u0086\u0089"), ZipEntry.STORED));
        assertBorne(2000, whole, whole.length, PickleFile::open);
    }

    @Test
    @Tag(Goldens.TAG)
    void aPickleOfAModel() throws IOException {
        byte[] whole = Files.readAllBytes(Goldens.path("nets/single/tiny-sd15-fp16.ckpt"));
        assertBorne(200, whole, 150_000, PickleFile::open);
    }

    @Test
    @Tag(Goldens.TAG)
    void aSafetensorsFile() throws IOException {
        byte[] whole = Files.readAllBytes(Goldens.path("nets/single/tiny-sd15-vae-oldkeys/diffusion_pytorch_model.safetensors"));
        int header = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        assertBorne(2000, whole, 8 + header, SafetensorsFile::open);
    }
}
