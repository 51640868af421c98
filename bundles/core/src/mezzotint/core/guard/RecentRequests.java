package mezzotint.core.guard;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Stream;
import mezzotint.studio.Picture;

/** Of the last requests, for what is done with their pictures afterwards. */
final class RecentRequests {

    private static final int MEMORY = 100;

    private final Deque<RequestOrigin> origins = new ArrayDeque<>();

    synchronized void add(RequestOrigin origin) {
        origins.remove(origin);
        origins.addFirst(origin);
        if (origins.size() > MEMORY) {
            origins.removeLast();
        }
    }

    /** Of the picture among the arguments of a call; {@link RequestOrigin#NONE} if there is none. */
    synchronized RequestOrigin of(Object[] args) {
        return Stream.ofNullable(args).flatMap(Arrays::stream).filter(Picture.class::isInstance).map(picture -> new RequestOrigin("", ((Picture) picture).request()))
                .flatMap(made -> origins.stream().filter(origin -> made.request().equals(origin.request()))).findFirst().orElse(RequestOrigin.NONE);
    }
}
