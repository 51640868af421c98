package mezzotint.comparator;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.libs.search.Filter;
import mezzotint.libs.search.Traits;

/** Several filters at once. */
record Filters(List<Filter> filters) {

    /**
     * The artifacts that meet all of them.
     *
     * @param unknown is told for each filter how many are left out for nothing but that it is unknown whether they meet it
     */
    Set<String> allowed(Map<String, Traits> traits, Map<String, Integer> unknown) {
        var out = new HashSet<String>();
        traits.forEach((id, own) -> {
            List<Filter> failed = filters.stream().filter(f -> f.test(own) != Filter.Answer.YES).toList();
            if (failed.isEmpty()) {
                out.add(id);
            } else if (failed.stream().allMatch(f -> f.test(own) == Filter.Answer.UNKNOWN)) {
                failed.forEach(f -> unknown.merge(f.id(), 1, Integer::sum));
            }
        });
        return out;
    }
}
