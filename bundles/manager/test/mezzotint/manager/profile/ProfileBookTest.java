package mezzotint.manager.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.manage.Installer;
import mezzotint.manage.Origin;
import mezzotint.manage.PluginSettings;
import mezzotint.manage.Profile;
import mezzotint.manage.Profiles;
import mezzotint.manage.Setting;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.InstallerState;
import mezzotint.trust.Audit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileBookTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @TempDir
    private Path folder;
    private List<Profile.Member> installed = List.of();
    private ProfileBook book;

    @BeforeEach
    void open() {
        book = new ProfileBook(folder, of(Installer.class), of(InstallerState.class), of(Audit.class));
    }

    /** Lists what is installed, and does nothing else. */
    private <T> T of(Class<T> service) {
        return service.cast(Proxy.newProxyInstance(service.getClassLoader(), new Class<?>[] {service},
                (proxy, method, args) -> method.getName().equals("chosen") ? installed : null));
    }

    @Test
    void a_distribution_that_was_built_anew_is_no_change_to_go_back_from() {
        installed = List.of(installed("org.shipped", A, Origin.Kind.BUNDLED), installed("org.own", A, Origin.Kind.UPLOAD));
        book.keepBefore("something", "anna");
        installed = List.of(installed("org.shipped", B, Origin.Kind.BUNDLED), installed("org.own", A, Origin.Kind.UPLOAD));
        assertEquals(Optional.empty(), book.previous());
        installed = List.of(installed("org.shipped", B, Origin.Kind.BUNDLED), installed("org.own", B, Origin.Kind.UPLOAD));
        assertEquals("before-1", book.previous().orElseThrow().name());
    }

    @Test
    void a_state_of_an_earlier_workbench_without_settings_is_no_way_back_for_them() {
        installed = List.of(installed("org.own", A, Origin.Kind.UPLOAD));
        book.keepBefore("something", "anna");
        book.keepGood();
        Profile.Member plain = installed.get(0);
        var settings = new PluginSettings(Map.of("org.pid", Map.of("steps", Setting.of(3))));
        installed = List.of(new Profile.Member(plain.name(), plain.version(), plain.sha256(), plain.origin(), true, true, Optional.of(settings)));
        book.keepBefore("something else", "anna");
        book.keepGood();
        assertEquals(installed, book.find("before-2").plugins());
        assertEquals(installed, book.find(Profiles.LAST_GOOD).plugins());
    }

    @Test
    void what_a_profile_does_not_name_goes_only_if_it_is_whole() {
        Profile now = book.now("now", "", "");
        installed = List.of(installed("org.other", A, Origin.Kind.UPLOAD));
        Profile more = book.now("now", "", "");
        assertEquals(Set.of("org.other"), ProfileBook.wish(now, more).removed());
        Profile part = new Profile("part", "", Instant.EPOCH, "", false, List.of());
        assertEquals(Wish.NOTHING, ProfileBook.wish(part, more));
    }

    @Test
    void a_damaged_profile_is_left_out_and_its_jars_are_forgotten_with_it() throws IOException {
        installed = List.of(installed("org.own", A, Origin.Kind.UPLOAD));
        book.save("mine", "anna");
        assertEquals(Set.of(A), new ProfileFolder(folder).jars());
        Files.writeString(folder.resolve("other.json"), "{\"plugins\": 7}");
        Files.writeString(folder.resolve("broken.json"), "{");
        assertEquals(List.of("mine"), book.list().stream().map(Profile::name).toList());
        assertTrue(Files.exists(folder.resolve("broken.json.damaged.1")));
    }

    private static Profile.Member installed(String name, String sha256, Origin.Kind kind) {
        return new Profile.Member(name, "1.0.0", sha256, new Origin(kind, ""), true, true);
    }
}
