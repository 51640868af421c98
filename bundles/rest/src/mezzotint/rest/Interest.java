package mezzotint.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;

/**
 * What a listener to events wants to hear, and may.
 *
 * @param previews how it is given previews
 * @param owners whether it may hear of jobs of an owner
 */
record Interest(PreviewForm previews, Predicate<String> owners) {

    /**
     * Asked of a request while it is there, and not of the connection that stays.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if previews are wanted in a form there is not
     */
    static Interest of(HttpServletRequest request, boolean socket) {
        String name = Owners.of(request);
        boolean all = Owners.mayChange(request, "");
        return new Interest(PreviewForm.of(request.getParameter("previews"), socket), owner -> all || owner.equals(name));
    }

    boolean includes(Event event) {
        return event.owner().isEmpty() || owners.test(event.owner().get());
    }
}
