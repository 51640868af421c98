package mezzotint.core.guard;

import mezzotint.studio.Request;

/**
 * Whose request is being met.
 *
 * @param owner who handed it in
 * @param request null for what is done outside of any
 */
public record RequestOrigin(String owner, Request request) {

    public static final RequestOrigin NONE = new RequestOrigin("", null);

    public RequestOrigin {
        request = request == null ? null : unseeded(request);
    }

    boolean isKnown() {
        return request != null;
    }

    /** Empty outside of any request. */
    public String model() {
        return request == null ? "" : request.model();
    }

    /** A request that is repeated with another seed is the same request. */
    private static Request unseeded(Request request) {
        Request.Canvas canvas = request.canvas();
        return new Request(request.model(), request.words(), new Request.Canvas(canvas.width(), canvas.height(), canvas.count(), 0), request.walk(),
                request.backend(), request.optimizers(), request.watchers(), request.image(), request.controls(), request.finish());
    }
}
