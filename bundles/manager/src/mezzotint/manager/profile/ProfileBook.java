package mezzotint.manager.profile;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manage.Installer;
import mezzotint.manage.Origin;
import mezzotint.manage.Plan;
import mezzotint.manage.Profile;
import mezzotint.manage.Profiles;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.InstallerState;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The profiles, and how one becomes a wish. */
@Component(service = {Profiles.class, ProfileBook.class})
public final class ProfileBook implements Profiles {

    private static final String NAME = "[a-z0-9][a-z0-9-]*(\\.[a-z0-9-]+)*";
    private static final int LONGEST_NAME = 40;
    /** States before changes that are kept. */
    private static final int RING = 20;

    private final ProfileFolder folder;
    private final Installer installer;
    private final InstallerState installerState;
    private final Audit audit;

    @Activate
    public ProfileBook(BundleContext context, @Reference Installer installer, @Reference InstallerState installerState, @Reference Audit audit) {
        this(Path.of(context.getProperty("mezzotint.home")).resolve("conf/profiles"), installer, installerState, audit);
    }

    ProfileBook(Path folder, Installer installer, InstallerState installerState, Audit audit) {
        this.folder = new ProfileFolder(folder);
        this.installer = installer;
        this.installerState = installerState;
        this.audit = audit;
    }

    @Override
    public synchronized List<Profile> list() {
        List<Profile> all = folder.list();
        Stream<Profile> users = all.stream().filter(p -> !isKept(p.name()));
        Stream<Profile> good = all.stream().filter(p -> p.name().equals(LAST_GOOD));
        return Stream.of(users, good, ring().stream()).flatMap(s -> s).toList();
    }

    /** The states before changes, newest first. */
    private List<Profile> ring() {
        return folder.list().stream().filter(p -> p.name().matches(BEFORE + "\\d+")).sorted(Comparator.comparing(ProfileBook::number).reversed()).toList();
    }

    private static long number(Profile before) {
        return Long.parseLong(before.name().substring(BEFORE.length()));
    }

    private static boolean isKept(String name) {
        return name.equals(LAST_GOOD) || name.startsWith(BEFORE);
    }

    @Override
    public synchronized Profile find(String name) {
        if (name.equals(NOW)) {
            return now(NOW, "", "");
        }
        return Optional.of(name).filter(n -> n.matches(NAME)).flatMap(folder::find)
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no profile " + name, "choose one of the list of profiles"));
    }

    /** The state as it is; in safe mode as it will be again. */
    Profile now(String name, String about, String by) {
        return new Profile(name, about, Instant.now().truncatedTo(ChronoUnit.SECONDS), by, true, installerState.chosen());
    }

    @Override
    public synchronized Profile save(String name, String by) {
        Profile profile = now(checked(name), "", by);
        folder.write(profile);
        audit.record(by, "save profile", name, "", profile.plugins().size() + " plugin bundles with their versions");
        return profile;
    }

    @Override
    public synchronized Profile add(Profile profile, String by) {
        if (folder.find(checked(profile.name())).isPresent()) {
            throw new Problem(Problem.Kind.CONFLICT, "there is a profile " + profile.name() + " already", "choose another name, or delete that one first");
        }
        folder.write(profile);
        audit.record(by, "import profile", profile.name(), "saved by " + profile.by(), profile.plugins().size() + " plugin bundles with their versions");
        return profile;
    }

    private static String checked(String name) {
        if (!name.matches(NAME) || name.length() > LONGEST_NAME) {
            throw Problem.invalid("the profile's name is " + name, "use up to " + LONGEST_NAME + " small letters, digits, dots and hyphens");
        }
        if (isKept(name) || name.equals(NOW)) {
            throw Problem.invalid("the name " + name + " is for what the workbench keeps by itself", "choose another name");
        }
        return name;
    }

    @Override
    public synchronized void delete(String name, String by) {
        find(name);
        folder.delete(name);
        audit.record(by, "delete profile", name, "", "nothing that is installed is changed");
    }

    @Override
    public Plan plan(Profile profile, String by) {
        return installer.plan(wish(profile, now(NOW, "", "")), by);
    }

    /** The wish that makes everything as it is in the profile. */
    static Wish wish(Profile profile, Profile now) {
        Wish wish = Wish.NOTHING;
        for (Profile.Member each : profile.plugins()) {
            wish = wish.install(new Wish.Exact(each.name(), each.version(), each.sha256(), each.origin(), each.wanted()));
            wish = each.settings().isPresent() ? wish.set(each.name(), each.settings().get()) : wish;
            wish = each.on() ? wish.switchOn(each.name()) : wish.switchOff(each.name());
        }
        Set<String> named = profile.plugins().stream().map(Profile.Member::name).collect(Collectors.toCollection(TreeSet::new));
        for (Profile.Member each : profile.whole() ? now.plugins() : List.<Profile.Member>of()) {
            wish = named.contains(each.name()) ? wish : wish.remove(each.name());
        }
        return wish;
    }

    @Override
    public synchronized Optional<Profile> previous() {
        Profile now = now(NOW, "", "");
        return ring().stream().filter(p -> !now.differences(today(p, now)).isEmpty()).findFirst();
    }

    /** The profile with the distribution's plugins as they are built now: a workbench that was built anew is no change of plugins. */
    private static Profile today(Profile profile, Profile now) {
        List<Profile.Member> members = profile.plugins().stream().map(m -> now.plugins().stream().filter(n -> isSameShipped(m, n)).findFirst()
                .map(n -> new Profile.Member(m.name(), m.version(), n.sha256(), m.origin(), m.wanted(), m.on(), m.settings())).orElse(m)).toList();
        return new Profile(profile.name(), profile.about(), profile.saved(), profile.by(), profile.whole(), members);
    }

    private static boolean isSameShipped(Profile.Member a, Profile.Member b) {
        boolean shipped = a.origin().kind() == Origin.Kind.BUNDLED && b.origin().kind() == Origin.Kind.BUNDLED;
        return shipped && a.name().equals(b.name()) && a.version().equals(b.version());
    }

    /** Keeps the state as it is before a change, and forgets the oldest such state. */
    synchronized void keepBefore(String what, String by) {
        List<Profile> ring = ring();
        long number = ring.isEmpty() ? 1 : number(ring.get(0)) + 1;
        Profile now = now(BEFORE + number, "before: " + what, by);
        if (ring.isEmpty() || !ring.get(0).plugins().equals(now.plugins())) {
            folder.write(now);
            ring.stream().skip(RING - 1).forEach(p -> folder.delete(p.name()));
        }
    }

    /** Keeps the state as it is for one that makes good pictures. */
    synchronized void keepGood() {
        Profile now = now(LAST_GOOD, "a picture was made without a fault", "the workbench");
        if (folder.find(LAST_GOOD).filter(p -> p.plugins().equals(now.plugins())).isEmpty()) {
            folder.write(now);
        }
    }
}
