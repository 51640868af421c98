package mezzotint.manager.web;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manage.Wish;
import mezzotint.manager.repository.Fetch;
import mezzotint.plugin.Problem;

/**
 * A wish as JSON.
 *
 * @param install bundles from repositories
 * @param addresses of jars to be fetched; a signature is looked for beside each, with {@code .sig}
 * @param files paths of jars on this machine, with their {@code .sig} beside them
 * @param on names to switch on; {@code off} and {@code remove} likewise
 */
record WishReader(List<Sought> install, List<String> addresses, List<String> files, List<String> on, List<String> off, List<String> remove) {

    /** @param version may be missing, for the newest */
    record Sought(String name, String version) {}

    WishReader {
        install = Objects.requireNonNullElse(install, List.of());
        addresses = Objects.requireNonNullElse(addresses, List.of());
        files = Objects.requireNonNullElse(files, List.of());
        on = Objects.requireNonNullElse(on, List.of());
        off = Objects.requireNonNullElse(off, List.of());
        remove = Objects.requireNonNullElse(remove, List.of());
    }

    /** @throws Problem of kind {@code INVALID} */
    static WishReader read(Map<String, Object> object) {
        try {
            return new Gson().fromJson(new Gson().toJsonTree(object), WishReader.class);
        } catch (JsonParseException e) {
            throw new Problem(Problem.Kind.INVALID, "the wish cannot be read: " + e.getMessage(),
                    "send it as in {\"install\": [{\"name\": \"org.example.plugin\"}], \"off\": [\"mezzotint.sampler.lcm\"]}", e);
        }
    }

    /** @throws Problem if what is to be fetched cannot be */
    Wish wish(Fetch fetch) {
        if (Stream.of(addresses, files, on, off, remove).flatMap(List::stream).anyMatch(Objects::isNull)) {
            throw Problem.invalid("one of the names is null", "give a text");
        }
        Wish wish = Wish.NOTHING;
        for (Sought each : install) {
            if (each == null || each.name() == null) {
                throw Problem.invalid("a bundle to install has no name", "send it as in {\"install\": [{\"name\": \"org.example.plugin\"}]}");
            }
            wish = wish.install(each.name(), Objects.requireNonNullElse(each.version(), ""));
        }
        for (String each : addresses) {
            wish = wish.install(parcel(address(each), Origin.Kind.ADDRESS, each, fetch));
        }
        for (String each : files) {
            wish = wish.install(parcel(file(each), Origin.Kind.FILE, each, fetch));
        }
        for (String each : on) {
            wish = wish.switchOn(each);
        }
        for (String each : off) {
            wish = wish.switchOff(each);
        }
        for (String each : remove) {
            wish = wish.remove(each);
        }
        return wish;
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Problem.invalid("the address of the jar is " + text, "give one that begins with https:, or use \"files\" for a file of this machine");
    }

    private static URI file(String text) {
        try {
            return Path.of(text).toAbsolutePath().toUri();
        } catch (InvalidPathException e) {
            throw new Problem(Problem.Kind.INVALID, "the file of the jar is " + text, "give its whole path", e);
        }
    }

    private static Parcel parcel(URI address, Origin.Kind kind, String place, Fetch fetch) {
        return new Parcel(fetch.jar(address), fetch.signature(address), new Origin(kind, place));
    }
}
