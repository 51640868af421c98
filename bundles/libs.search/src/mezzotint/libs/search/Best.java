package mezzotint.libs.search;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best so many of many hits. Not for several threads. */
final class Best {

    private final int count;
    private final PriorityQueue<Hit> worstFirst = new PriorityQueue<>(Comparator.reverseOrder());

    Best(int count) {
        this.count = count;
    }

    void offer(int document, double score) {
        if (worstFirst.size() < count) {
            worstFirst.add(new Hit(document, score));
        } else if (count > 0 && score > worstFirst.element().score()) {
            worstFirst.remove();
            worstFirst.add(new Hit(document, score));
        }
    }

    /** Best first. */
    List<Hit> hits() {
        return worstFirst.stream().sorted().toList();
    }
}
