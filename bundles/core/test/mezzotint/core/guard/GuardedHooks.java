package mezzotint.core.guard;

import java.nio.file.Path;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of guarded hooks: a book of faults of a workbench without bundles, and what hooks are called with. */
public abstract class GuardedHooks {

    protected static final Tensor X = Tensor.zeros(1, 1, 2, 2);
    protected static final double[] SIGMAS = {1, 0};

    @TempDir
    protected Path home;

    protected FaultBook book;

    @BeforeEach
    void open() {
        book = TestBook.in(home);
    }

    @AfterEach
    void close() {
        book.close();
    }
}
