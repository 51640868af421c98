package mezzotint.manager.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.manage.Profile;
import mezzotint.manage.ProfileMap;
import mezzotint.manager.disk.JsonFile;
import mezzotint.plugin.Problem;
import org.slf4j.LoggerFactory;

/** The profiles on disk, a file each. */
public final class ProfileFolder {

    private static final String ENDING = ".json";

    private final Path path;

    /** @param path of the folder, which need not be there */
    public ProfileFolder(Path path) {
        this.path = path;
    }

    /** Those that can be read, by name. */
    List<Profile> list() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(ENDING)).sorted()
                    .flatMap(n -> find(n.substring(0, n.length() - ENDING.length())).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name of which the caller knows that it names no other folder */
    Optional<Profile> find(String name) {
        try {
            return file(name).read().map(ProfileMap::read);
        } catch (Problem e) {
            LoggerFactory.getLogger(ProfileFolder.class).warn("the profile {} is left out: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    void write(Profile profile) {
        file(profile.name()).write(ProfileMap.of(profile));
    }

    void delete(String name) {
        file(name).delete();
    }

    /**
     * Takes bundles out of every profile.
     *
     * @param which by their names
     * @return what was done, in sentences without a full stop
     */
    public List<String> drop(Predicate<String> which) {
        var done = new ArrayList<String>();
        for (Profile each : list()) {
            List<Profile.Member> left = each.plugins().stream().filter(m -> !which.test(m.name())).toList();
            if (left.size() < each.plugins().size()) {
                write(new Profile(each.name(), each.about(), each.saved(), each.by(), each.whole(), left));
                each.plugins().stream().map(Profile.Member::name).filter(which)
                        .forEach(name -> done.add("the profile " + each.name() + " names " + name + " no more, for it is a part of the workbench itself"));
            }
        }
        return done;
    }

    /** The sha-256 of every jar that a profile names. */
    public Set<String> jars() {
        var jars = new TreeSet<String>();
        list().forEach(p -> p.plugins().forEach(m -> jars.add(m.sha256())));
        return jars;
    }

    private JsonFile<Map<String, Object>> file(String name) {
        return new JsonFile<>(path.resolve(name + ENDING), Map.class);
    }
}
