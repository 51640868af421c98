package mezzotint.jobs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import mezzotint.jobs.journal.Frame;
import mezzotint.studio.StepLog;
import mezzotint.tensor.Tensor;
import org.slf4j.LoggerFactory;

/**
 * The answers of one job's denoiser in a file: read from its beginning while the walk is as it was, written to from there on. It is not
 * forced to the disk, since what is lost of it is only computed again; a process that is killed loses nothing of it. Values are float32,
 * little endian, behind a hash of what was asked.
 */
final class StepLogFile implements StepLog, AutoCloseable {

    private static final char MAKERS = 'M';
    private static final char ANSWER = 'O';
    private static final int HASH = 32;

    private final Path path;
    private final Consumer<String> notes;
    private RandomAccessFile file;
    private boolean reading = true;
    private boolean failed;
    private int recalled;
    private int added;

    /** @param notes told in words when answers cannot be used */
    StepLogFile(Path path, Consumer<String> notes) {
        this.path = path;
        this.notes = notes;
    }

    /** Answers taken from the file so far. */
    int recalled() {
        return recalled;
    }

    /** Whether answers of earlier runs may follow. */
    boolean isRecalling() {
        return reading && !failed;
    }

    /** New answers that a later run of the job will find. */
    int added() {
        return failed ? 0 : added;
    }

    @Override
    public void open(String makers) {
        attempt(() -> {
            if (file == null) {
                Files.createDirectories(path.getParent());
                file = new RandomAccessFile(path.toFile(), "rw");
            }
            byte[] now = makers.getBytes(StandardCharsets.UTF_8);
            Optional<Frame> before = reading ? next() : Optional.empty();
            if (before.isPresent() && before.get().kind() == MAKERS && Arrays.equals(before.get().body(), now)) {
                return;
            }
            if (before.isPresent()) {
                notes.accept("the picture was begun with other plugins or another model, so it was started over");
                stepBack(before.get());
            }
            write(new Frame(MAKERS, now));
        });
    }

    @Override
    public Optional<Tensor> recall(Tensor x, double sigma) {
        var answer = new Tensor[1];
        attempt(() -> {
            Optional<Frame> frame = reading ? next() : Optional.empty();
            if (frame.isEmpty()) {
                return;
            }
            ByteBuffer body = ByteBuffer.wrap(frame.get().body());
            if (frame.get().kind() == ANSWER && Arrays.equals(hash(x, sigma), Arrays.copyOf(frame.get().body(), HASH))) {
                answer[0] = Tensor.of(body.position(HASH).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer(), x.shape());
                recalled++;
            } else {
                notes.accept("after " + recalled + " calls of the model the picture did not go on as before, so the rest was made anew");
                stepBack(frame.get());
                reading = false;
            }
        });
        return Optional.ofNullable(answer[0]);
    }

    @Override
    public void add(Tensor x, double sigma, Tensor denoised) {
        attempt(() -> {
            FloatBuffer values = denoised.buffer();
            ByteBuffer body = ByteBuffer.allocate(HASH + 4 * values.remaining()).order(ByteOrder.LITTLE_ENDIAN).put(hash(x, sigma));
            body.asFloatBuffer().put(values);
            write(new Frame(ANSWER, body.array()));
            added++;
        });
    }

    /** The record at this place of the file, if it is whole. */
    private Optional<Frame> next() throws IOException {
        long at = file.getFilePointer();
        byte[] head = new byte[Frame.HEAD];
        if (file.length() - at > Frame.HEAD) {
            file.readFully(head);
            int length = ByteBuffer.wrap(head).getInt(4);
            if (length > 0 && length <= file.length() - at - Frame.HEAD) {
                ByteBuffer all = ByteBuffer.allocate(Frame.HEAD + length).put(head);
                file.readFully(all.array(), Frame.HEAD, length);
                if (Frame.whole(all, 0)) {
                    return Optional.of(Frame.at(all, 0));
                }
            }
        }
        file.seek(at);
        reading = false;
        return Optional.empty();
    }

    private void stepBack(Frame frame) throws IOException {
        file.seek(file.getFilePointer() - frame.bytes().length);
    }

    private void write(Frame frame) throws IOException {
        reading = false;
        file.setLength(file.getFilePointer());
        file.write(frame.bytes());
    }

    private static byte[] hash(Tensor x, double sigma) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer asked = ByteBuffer.allocate(8 + 4 * x.shape().length + 4 * x.size()).putDouble(sigma);
            Arrays.stream(x.shape()).forEach(asked::putInt);
            asked.slice().asFloatBuffer().put(x.buffer());
            return digest.digest(asked.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is done with the file. */
    @FunctionalInterface
    private interface Deed {
        void run() throws IOException;
    }

    /** A picture does not fail because its answers cannot be kept. */
    private void attempt(Deed deed) {
        if (failed) {
            return;
        }
        try {
            deed.run();
        } catch (IOException e) {
            failed = true;
            LoggerFactory.getLogger(StepLogFile.class).warn("{} cannot be written, so after a crash this picture begins anew: {}", path, e.getMessage());
        }
    }

    /** Keeps the file for the next start. */
    @Override
    public void close() {
        failed = false;
        attempt(() -> {
            if (file != null) {
                file.close();
            }
        });
    }
}
