package mezzotint.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mezzotint.studio.Order;
import org.junit.jupiter.api.Test;

class FairOrderTest {

    private final FairOrder fairOrder = new FairOrder();
    private final List<Task> tasks = new ArrayList<>();

    private Task add(String id, String owner, int priority) {
        var order = new Order(JobServiceTest.request("go"), owner, priority, Duration.ofMinutes(1), Optional.empty(), List.of());
        var task = new Task(id, order, Instant.now(), null);
        tasks.add(task);
        return task;
    }

    private String order() {
        return String.join(" ", fairOrder.order(tasks).stream().map(Task::id).toList());
    }

    @Test
    void ownersTakeTurnsHoweverMuchOneAsksFor() {
        for (int i = 1; i <= 4; i++) {
            add("a" + i, "a", 0);
        }
        add("b1", "b", 0);
        add("c1", "c", 0);
        add("c2", "c", 0);
        assertEquals("a1 b1 c1 a2 c2 a3 a4", order());
        fairOrder.serve("a");
        assertEquals("b1 c1 a1 c2 a2 a3 a4", order(), "who was served last waits longest");
    }

    @Test
    void theHigherPriorityIsFirstAndCountsAsATurn() {
        add("a1", "a", 0);
        add("b1", "b", 0);
        add("a2", "a", 5);
        assertEquals("a2 b1 a1", order());
    }

    @Test
    void whatWasBegunIsFirst() {
        add("a1", "a", 9);
        add("b1", "b", 0).wasStarted(Instant.now(), 0);
        assertEquals("b1 a1", order());
    }

    @Test
    void whatGaveWayIsItsOwnersNextAndNotBeforeThoseOfOthers() {
        add("a1", "a", 0);
        add("b1", "b", 0);
        Task begun = add("a2", "a", 0);
        begun.start(Instant.now(), 0);
        begun.giveWay();
        fairOrder.serve("a");
        assertEquals("b1 a2 a1", order());
    }
}
