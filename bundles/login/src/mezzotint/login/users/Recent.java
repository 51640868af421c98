package mezzotint.login.users;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A map that forgets what was not asked for longest: who sends many names cannot fill the memory. */
public final class Recent<K, V> {

    private final Map<K, V> map;

    public Recent(int most) {
        map = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    synchronized V get(K key) {
        return map.get(key);
    }

    synchronized void put(K key, V value) {
        map.put(key, value);
    }

    /** Replaces a value, null where there is none, by what the change makes of it. */
    public synchronized V change(K key, UnaryOperator<V> change) {
        V value = change.apply(map.get(key));
        map.put(key, value);
        return value;
    }

    synchronized void remove(K key) {
        map.remove(key);
    }

    synchronized Map<K, V> copy() {
        return new LinkedHashMap<>(map);
    }

    synchronized void removeIf(Predicate<V> gone) {
        map.values().removeIf(gone);
    }
}
