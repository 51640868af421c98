package mezzotint.libs.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several filters at once. */
public record Filters(List<Filter> filters) {

    /**
     * The artifacts that meet all of them; not to be changed.
     *
     * @param unknown is told for each filter how many are left out for nothing but that it is unknown whether they meet it
     */
    public Set<String> allowed(Map<String, Traits> traits, Map<String, Integer> unknown) {
        if (filters.isEmpty()) {
            return traits.keySet();
        }
        var out = new HashSet<String>();
        traits.forEach((id, own) -> {
            boolean no = false;
            var untold = new ArrayList<Filter>();
            for (Filter filter : filters) {
                Filter.Answer answer = filter.test(own);
                no |= answer == Filter.Answer.NO;
                if (answer == Filter.Answer.UNKNOWN) {
                    untold.add(filter);
                }
            }
            if (!no && untold.isEmpty()) {
                out.add(id);
            } else if (!no) {
                untold.forEach(f -> unknown.merge(f.id(), 1, Integer::sum));
            }
        });
        return out;
    }
}
