package mezzotint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes into {@code target/golden-tests} of a module how many golden tests ran there, if some did: reports of Maven tell nothing of tags, and the runs
 * of both kinds in one are shorter than one run for each.
 */
public final class GoldenCount implements TestExecutionListener {

    private static final TestTag GOLDEN = TestTag.create(Goldens.TAG);

    private final AtomicInteger count = new AtomicInteger();
    private TestPlan tests;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        tests = plan;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && isGolden(test)) {
            count.incrementAndGet();
        }
    }

    /** What a factory of tests makes has no tags of its own. */
    private boolean isGolden(TestIdentifier test) {
        return test.getTags().contains(GOLDEN) || tests.getParent(test).filter(this::isGolden).isPresent();
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Path target = Goldens.module().resolve("target");
        if (count.get() == 0 || !Files.isDirectory(target)) {
            return;
        }
        try {
            Files.writeString(target.resolve("golden-tests"), count + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
