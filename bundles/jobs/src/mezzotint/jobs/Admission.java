package mezzotint.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import mezzotint.plugin.Problem;
import mezzotint.studio.Jobs;
import mezzotint.studio.Order;

/** Who may come in. Jobs that are being written down count as waiting, and their keys as used. The queue guards it. */
final class Admission {

    private final QueueLimits limits;
    private final Set<Task> arriving = new LinkedHashSet<>();
    /** The jobs of a key of an owner. */
    private final Map<List<String>, CompletableFuture<List<Task>>> keys = new HashMap<>();

    Admission(QueueLimits limits) {
        this.limits = limits;
    }

    /** The jobs that were handed in with the same key, once they are written down. */
    Optional<CompletableFuture<List<Task>>> before(List<Order> orders) {
        return orders.get(0).key().flatMap(key -> Optional.ofNullable(keys.get(name(orders.get(0), key))));
    }

    /** @throws Problem of kind {@code CONFLICT} if the key of the orders was used for something else */
    static void checkSame(List<Order> orders, List<Task> before) {
        Optional<Order.Key> key = orders.get(0).key();
        if (!before.get(0).order().key().equals(key)) {
            throw new Problem(Problem.Kind.CONFLICT, "the key " + key.orElseThrow().name() + " was used for another request",
                    "take a new key for a new request");
        }
    }

    /** Makes jobs of orders that may come in. */
    List<Task> reserve(List<Order> orders, Map<String, Task> all, Collection<Task> waiting, Jobs.Flow flow, JobService service, Consumer<List<Order>> last) {
        check(orders, waiting, flow);
        var ids = orders.stream().map(order -> UUID.randomUUID().toString()).toList();
        var tasks = new ArrayList<Task>();
        for (Order order : orders) {
            List<String> after = order.after().stream().map(name -> resolve(name, tasks.size(), ids, all)).toList();
            var whole = new Order(order.request(), order.owner(), order.priority(), order.limit(), order.key(), after, order.keep());
            tasks.add(new Task(ids.get(tasks.size()), whole, Instant.now(), service));
        }
        last.accept(orders);
        arriving.addAll(tasks);
        orders.get(0).key().ifPresent(key -> keys.put(name(orders.get(0), key), new CompletableFuture<>()));
        return tasks;
    }

    private void check(List<Order> orders, Collection<Task> waiting, Jobs.Flow flow) {
        if (flow == Jobs.Flow.DRAINING) {
            throw new Problem(Problem.Kind.BUSY, "the queue works off what waits, and takes nothing more", "try again when it is open again");
        }
        if (waiting.size() + arriving.size() + orders.size() > limits.waiting()) {
            throw new Problem(Problem.Kind.BUSY, waiting.size() + " jobs are waiting, of " + limits.waiting() + " at most",
                    "try again when some are done");
        }
        for (String owner : orders.stream().map(Order::owner).distinct().toList()) {
            long of = count(waiting, owner) + count(arriving, owner);
            if (of + orders.stream().filter(o -> o.owner().equals(owner)).count() > limits.waitingPerOwner()) {
                throw new Problem(Problem.Kind.BUSY, of + " jobs of " + owner + " are waiting, of " + limits.waitingPerOwner() + " at most",
                        "try again when some are done");
            }
        }
        for (Order order : orders) {
            checkPriority(order.priority());
        }
    }

    static void checkPriority(int priority) {
        if (Math.abs(priority) > Order.MOST_PRIORITY) {
            throw Problem.invalid("priority is " + priority, "give a whole number from -" + Order.MOST_PRIORITY + " to " + Order.MOST_PRIORITY);
        }
    }

    private static long count(Collection<Task> tasks, String owner) {
        return tasks.stream().filter(t -> t.owner().equals(owner)).count();
    }

    /** A job to wait for: one of the queue, or an earlier one of those handed in together. */
    private static String resolve(String name, int place, List<String> ids, Map<String, Task> all) {
        if (name.matches("#\\d{1,6}") && Integer.parseInt(name.substring(1)) < place) {
            return ids.get(Integer.parseInt(name.substring(1)));
        }
        if (!all.containsKey(name)) {
            throw Problem.invalid("there is no job " + name + " to wait for",
                    "give the id of a job, or #0 for the first of the list, which must come before");
        }
        return name;
    }

    /** The jobs are written down. */
    void arrived(List<Task> tasks) {
        arriving.removeAll(tasks);
        known(tasks);
    }

    /** The jobs could not be written down. */
    void refused(List<Task> tasks, Problem why) {
        arriving.removeAll(tasks);
        tasks.get(0).order().key().map(key -> keys.remove(name(tasks.get(0).order(), key))).ifPresent(jobs -> jobs.completeExceptionally(why));
    }

    /** Jobs that were handed in together, now or by an earlier start. */
    void known(List<Task> tasks) {
        Order first = tasks.get(0).order();
        first.key().ifPresent(key -> keys.computeIfAbsent(name(first, key), k -> new CompletableFuture<>()).complete(tasks));
    }

    /**
     * A job is remembered no more. Its key is free once that holds for all jobs that were handed in with it.
     *
     * @param left the jobs that are still remembered
     */
    void forget(Task task, Collection<Task> left) {
        task.order().key().ifPresent(key -> {
            List<String> name = name(task.order(), key);
            if (left.stream().noneMatch(t -> t.order().key().filter(k -> name(t.order(), k).equals(name)).isPresent())) {
                keys.remove(name);
            }
        });
    }

    private static List<String> name(Order order, Order.Key key) {
        return List.of(order.owner(), key.name());
    }
}
