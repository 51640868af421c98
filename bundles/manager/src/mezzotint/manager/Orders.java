package mezzotint.manager;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.manage.Change;
import mezzotint.manage.Wish;

/** The changes that are not forgotten. */
final class Orders {

    /** Changes that are remembered after their end. */
    private static final int MEMORY = 100;

    private final Map<String, Order> orders = new LinkedHashMap<>();

    synchronized void add(Order order) {
        orders.put(order.id(), order);
        orders.values().removeIf(o -> orders.size() > MEMORY && o.ended());
    }

    /** Newest first. */
    synchronized List<Change> list() {
        var changes = new ArrayList<Change>(orders.values());
        Collections.reverse(changes);
        return changes;
    }

    synchronized Optional<Change> find(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** Whether a wish that nobody may cancel is on its way. */
    synchronized boolean isForced(Wish wish) {
        return orders.values().stream().anyMatch(o -> o.isForced() && !o.ended() && o.draft().wish().equals(wish));
    }

    /** Ends those that have not begun. */
    void abandon() {
        List<Order> all;
        synchronized (this) {
            all = List.copyOf(orders.values());
        }
        all.forEach(Order::abandon);
    }
}
