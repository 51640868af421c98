package mezzotint.login.users;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mezzotint.access.Role;
import mezzotint.login.Caller;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.LoggerFactory;

/** Who may log in; what changes is on disk before the caller goes on. */
@Component(service = Users.class)
public final class Users {

    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@-]{0,63}";
    /** Tokens of one user, those whose time is over among them: all are read at each request. */
    private static final int MOST_TOKENS = 100;
    /** The time of a token's last use is written this often. */
    private static final long USED_SECONDS = 600;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Audit audit;

    private final UserFile file;
    private List<User> users;
    private boolean damaged;

    @Activate
    public Users(BundleContext context) {
        this(Path.of(context.getProperty("mezzotint.home"), "conf", "users.json"));
    }

    Users(Path path) {
        file = new UserFile(path);
        try {
            users = file.read();
        } catch (IOException e) {
            LoggerFactory.getLogger(Users.class).error(
                    "nobody can log in: {}; restore the file, or remove it to begin without a password", e.getMessage());
            users = List.of();
            damaged = true;
        }
    }

    /** Whether a login is needed: as soon as there is one user, and while nobody knows whether there are. */
    public synchronized boolean isLoginNeeded() {
        return damaged || !users.isEmpty();
    }

    synchronized List<User> list() {
        return users;
    }

    public synchronized Optional<User> find(String name) {
        return users.stream().filter(u -> u.name().equals(name)).findFirst();
    }

    /** A name as it is kept: some keyboards and systems give an accent as a character of its own. */
    public static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /**
     * @param role null for the usual: the first user administers, others make pictures
     * @throws Problem of kind {@code INVALID} or {@code CONFLICT}
     */
    synchronized User add(String name, String password, Role role, String by) {
        requireWhole();
        if (name == null || !name.matches(NAME)) {
            throw Problem.invalid("the name is " + name, "choose letters, digits and . _ @ -, 64 at most");
        }
        if (find(name).isPresent()) {
            throw new Problem(Problem.Kind.CONFLICT, "there is a user " + name, "choose another name");
        }
        Role given = role != null ? role : users.isEmpty() ? Role.ADMIN : Role.MAKE;
        if (users.isEmpty() && given != Role.ADMIN) {
            throw new Problem(Problem.Kind.CONFLICT, "the first user would have the role " + given, "begin with one who may administer: the role admin");
        }
        var user = new User(name, Passwords.hash(password), given, List.of());
        var more = new ArrayList<>(users);
        more.add(user);
        write(more);
        note(by, "user added", name, "with the role " + given);
        return user;
    }

    public synchronized User setPassword(String name, String password, String by) {
        String hash = Passwords.hash(password);
        User user = change(name, u -> u.withPassword(hash));
        note(by, "password set", name, "");
        return user;
    }

    synchronized User setRole(String name, Role role, String by) {
        keepAnAdministrator(name, role);
        User user = change(name, u -> u.withRole(role));
        note(by, "role set", name, "to " + role);
        return user;
    }

    synchronized void remove(String name, String by) {
        keepAnAdministrator(name, null);
        write(users.stream().filter(u -> !u.name().equals(name)).toList());
        note(by, "user removed", name, "");
    }

    private void keepAnAdministrator(String name, Role role) {
        existing(name);
        if (role != Role.ADMIN && users.stream().noneMatch(u -> u.role() == Role.ADMIN && !u.name().equals(name))) {
            throw new Problem(Problem.Kind.CONFLICT, name + " is the last administrator", "give another user the role admin first");
        }
    }

    /**
     * Makes a token and returns its secret, which is told this once.
     *
     * @param length null for a token without end
     * @throws Problem of kind {@code CONFLICT} if the user has too many
     */
    synchronized String addToken(String name, String label, Role scope, Duration length, String by) {
        User user = existing(name);
        if (!user.role().covers(scope)) {
            throw new Problem(Problem.Kind.FORBIDDEN, name + " has the role " + user.role() + " and the token would have " + scope,
                    "choose a scope that the user has");
        }
        if (user.tokens().size() >= MOST_TOKENS) {
            throw new Problem(Problem.Kind.CONFLICT, name + " has " + MOST_TOKENS + " tokens", "remove one that is not used any more");
        }
        String secret = Secrets.TOKEN + Secrets.text();
        Instant now = Instant.now();
        long end = length == null ? 0 : now.plus(length).getEpochSecond();
        String id = Secrets.hash("id" + secret).substring(0, 12);
        change(name, u -> u.withToken(new Token(id, label, Secrets.hash(secret), scope, now.getEpochSecond(), end, 0)));
        note(by, "token added", name + "/" + id, "with the scope " + scope);
        return secret;
    }

    synchronized void removeToken(String name, String id, String by) {
        if (existing(name).tokens().stream().noneMatch(t -> t.id().equals(id))) {
            throw new Problem(Problem.Kind.MISSING, name + " has no token " + id, "look at the list of tokens");
        }
        change(name, u -> u.withoutToken(id));
        note(by, "token removed", name + "/" + id, "");
    }

    /** Whom a token stands for, with what both the token and its user may do. */
    public synchronized Optional<Caller> byToken(String secret, Instant now) {
        String hash = Secrets.hash(secret);
        for (User user : users) {
            for (Token token : user.tokens()) {
                if (Secrets.same(token.hash(), hash)) {
                    return token.isValid(now) ? Optional.of(used(user, token, now)) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private Caller used(User user, Token token, Instant now) {
        if (now.getEpochSecond() - token.used() > USED_SECONDS) {
            change(user.name(), u -> u.withToken(token.usedAt(now)));
        }
        return new Caller(user.name(), user.role().covers(token.scope()) ? token.scope() : user.role(), Caller.BY_TOKEN);
    }

    /** Notes that somebody was not let in. */
    public void refused(String name, String address, String why) {
        note(name, "login refused", name, "from " + address + ": " + why);
    }

    private User existing(String name) {
        return find(name).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no user " + name, "look at the list of users"));
    }

    private User change(String name, UnaryOperator<User> change) {
        User changed = change.apply(existing(name));
        write(users.stream().map(u -> u.name().equals(name) ? changed : u).toList());
        return changed;
    }

    private void requireWhole() {
        if (damaged) {
            throw new Problem(Problem.Kind.CONFLICT, file.path() + " is damaged", "restore it, or remove it, and start again");
        }
    }

    private void write(List<User> changed) {
        try {
            file.write(changed);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the users cannot be saved: " + e.getMessage(),
                    "look at the disk and at who owns " + file.path(), e);
        }
        users = List.copyOf(changed);
    }

    /** Writes what somebody did into the audit log, which keeps nobody from it. */
    public void note(String by, String action, String subject, String detail) {
        Audit book = audit;
        if (book == null) {
            return;
        }
        try {
            book.record(by, action, subject, "", detail);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Users.class).warn("the audit log lacks \"{} {}\" by {}: {}", action, subject, by, e.getMessage());
        }
    }
}
