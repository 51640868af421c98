package mezzotint.jobs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The order of the queue: the higher priority first; inside a priority the owners one after the other, whoever was served longest ago first, and
 * of one owner what gave way to others before what was not begun.
 */
final class FairOrder {

    /** When owners were last served, by a count of all that were. */
    private final Map<String, Long> served = new HashMap<>();
    private long count;

    void serve(String owner) {
        served.put(owner, ++count);
    }

    /** The order in which jobs are done, if none comes or goes. What was cut off comes first. */
    List<Task> order(Collection<Task> tasks) {
        var order = new ArrayList<Task>();
        var priorities = new TreeMap<Integer, Map<String, Deque<Task>>>(Comparator.reverseOrder());
        for (Task task : tasks.stream().sorted(Comparator.comparing(Task::gaveWay).reversed()).toList()) {
            if (task.started().isPresent() && !task.gaveWay()) {
                order.add(task);
            } else {
                priorities.computeIfAbsent(task.priority(), p -> new LinkedHashMap<>()).computeIfAbsent(task.owner(), o -> new ArrayDeque<>()).add(task);
            }
        }
        var fairOrder = new FairOrder();
        fairOrder.served.putAll(served);
        fairOrder.count = count;
        priorities.values().forEach(owners -> fairOrder.deal(owners, order));
        return order;
    }

    private void deal(Map<String, Deque<Task>> owners, List<Task> order) {
        var round = new ArrayList<>(owners.keySet());
        round.sort(Comparator.comparing(owner -> served.getOrDefault(owner, 0L)));
        while (!round.isEmpty()) {
            round.removeIf(owner -> owners.get(owner).isEmpty());
            for (String owner : round) {
                order.add(owners.get(owner).remove());
                serve(owner);
            }
        }
    }
}
