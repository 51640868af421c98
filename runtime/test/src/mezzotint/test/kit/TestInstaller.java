package mezzotint.test.kit;

import java.util.Optional;
import mezzotint.manage.Change;
import mezzotint.manage.Installed;
import mezzotint.manage.Installer;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manage.Wish;

/** The installer as tests use it: they agree to every plan and wait until its change is done. */
public final class TestInstaller {

    private TestInstaller() {}

    public static Installer installer() {
        return Osgi.service(Installer.class);
    }

    /** @throws mezzotint.plugin.Problem if the wish is refused or its change fails */
    public static Change meet(Wish wish) {
        Change change = installer().carryOut(wish, "a test", true).end().toCompletableFuture().join();
        change.problem().ifPresent(problem -> {
            throw problem;
        });
        return change;
    }

    public static Wish install(byte[]... jars) {
        Wish wish = Wish.NOTHING;
        for (byte[] jar : jars) {
            wish = wish.install(new Parcel(jar, "", new Origin(Origin.Kind.UPLOAD, "")));
        }
        return wish;
    }

    public static Optional<Installed> find(String name) {
        return installer().list().stream().filter(i -> i.name().equals(name)).findFirst();
    }
}
