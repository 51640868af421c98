package mezzotint.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.login.gate.Paths;
import mezzotint.login.users.Attempts;
import mezzotint.login.users.Passwords;
import mezzotint.login.users.Secrets;
import mezzotint.login.users.Sessions;
import mezzotint.login.users.User;
import mezzotint.login.users.Users;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** Finds out who sends a request, by a token, a password or a session. */
@Component(service = Logins.class)
public final class Logins {

    /** A name and a password as somebody sent them. */
    private record Credentials(String name, String password) {

        static Credentials of(String pair) {
            int colon = pair.indexOf(':');
            return new Credentials(Users.composed(pair.substring(0, Math.max(colon, 0))), pair.substring(colon + 1));
        }
    }

    private final InstantSource clock = InstantSource.system();
    private final InstantSource steady = SteadyClock.start();
    private final Passwords passwords = new Passwords(steady);
    private final Attempts attempts = new Attempts(steady);
    private final Sessions sessions;
    private final Users users;
    private final String ownSecret;
    private final String cookie;

    @Activate
    public Logins(@Reference Users users, BundleContext context) {
        this.users = users;
        Path cache = Path.of(context.getProperty("mezzotint.home"), "cache");
        ownSecret = secret(cache.resolve("workbench.secret"));
        sessions = new Sessions(cache.resolve("sessions.json"), clock);
        cookie = "mezzotint-" + context.getProperty("mezzotint.port"); // browsers keep cookies by host alone
    }

    /** What the launcher wrote for its own commands; a secret that nobody has where it wrote none. */
    private static String secret(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : Secrets.text();
        } catch (IOException e) {
            LoggerFactory.getLogger(Logins.class).warn("commands of this machine need a login: {} cannot be read", file);
            return Secrets.text();
        }
    }

    String cookie() {
        return cookie;
    }

    public static boolean isLoopback(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Who sends a request; nobody if it does not say.
     *
     * @throws Refusal if it says so wrongly, or too often
     */
    public Caller caller(HttpServletRequest request) {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        String bearer = header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7).strip() : null;
        if (bearer != null && Secrets.same(bearer, ownSecret)) {
            return Caller.LOCAL;
        }
        if (!users.isLoginNeeded()) {
            return isLoopback(request) ? Caller.LOCAL : Caller.NOBODY;
        }
        if (bearer != null) {
            return byToken(bearer, request.getRemoteAddr());
        }
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return byBasic(header.substring(6).strip(), request.getRemoteAddr());
        }
        return session(request).flatMap(secret -> sessions.user(secret, users))
                .map(user -> new Caller(user.name(), user.role(), Caller.BY_SESSION)).orElse(Caller.NOBODY);
    }

    private Caller byToken(String secret, String address) {
        attempts.check("", address);
        return users.byToken(secret, clock.instant()).orElseThrow(() -> wrong("", address, "the token is wrong or has expired"));
    }

    private Caller byBasic(String encoded, String address) {
        byte[] pair;
        try {
            pair = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "the Authorization header is damaged", "send Basic and the base64 of NAME:PASSWORD");
        }
        // as we ask for it, and as Python's clients send it
        List<Credentials> readings = Stream.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1).map(c -> Credentials.of(new String(pair, c))).distinct().toList();
        String password = readings.get(0).password();
        // programs that know no other way send a token as the password
        return password.startsWith(Secrets.TOKEN) ? byToken(password, address) : byPassword(readings, address);
    }

    /** @param readings of what was sent; one of a name that is known must be right, and the first tells who it was if none is known */
    private Caller byPassword(List<Credentials> readings, String address) {
        String name = readings.stream().map(Credentials::name).filter(known -> users.find(known).isPresent()).findFirst().orElse(readings.get(0).name());
        attempts.check(name, address);
        Optional<User> user = users.find(name);
        String hash = user.map(User::password).orElse(null);
        if (readings.stream().noneMatch(reading -> passwords.matches(reading.password(), hash))) {
            throw wrong(name, address, "the name or the password is wrong");
        }
        attempts.succeeded(name, address);
        return new Caller(name, user.orElseThrow().role(), Caller.BY_PASSWORD);
    }

    private Refusal wrong(String name, String address, String why) {
        attempts.failed(name, address);
        users.refused(Paths.printable(name), address, why);
        return new Refusal(401, why, "try again");
    }

    /** Begins a session and returns its secret. */
    String logIn(String name, String password, String address, Duration length) {
        if (!users.isLoginNeeded()) {
            throw new Problem(Problem.Kind.CONFLICT, "no password is set", "add a user first: runtime/mezzotint user add NAME");
        }
        Caller caller = byPassword(List.of(new Credentials(Users.composed(name), password)), address);
        users.note(caller.name(), "login", caller.name(), "from " + address);
        return begin(caller.name(), length);
    }

    private String begin(String name, Duration length) {
        return sessions.begin(users.find(name).orElseThrow(() -> new Refusal(401, name + " is no user any more", "log in as another")), length);
    }

    void logOut(HttpServletRequest request) {
        session(request).ifPresent(secret -> {
            sessions.user(secret, users).ifPresent(user -> users.note(user.name(), "logout", user.name(), "from " + request.getRemoteAddr()));
            sessions.end(secret);
        });
    }

    /**
     * Changes the caller's own password, which ends all sessions and begins one for the caller if it had one.
     *
     * @return the secret of that session
     * @throws Refusal if the old password is wrong
     */
    Optional<String> changePassword(HttpServletRequest request, String old, String changed, Duration length) {
        String name = request.getRemoteUser();
        String address = request.getRemoteAddr();
        User user = users.find(name).orElseThrow(() -> new Problem(Problem.Kind.CONFLICT, "the " + name + " has no password",
                "add a user: runtime/mezzotint user add NAME"));
        attempts.check(name, address);
        if (!passwords.matches(old, user.password())) {
            attempts.failed(name, address);
            users.refused(name, address, "the old password is wrong");
            throw new Refusal(403, "the old password is wrong", "try again, or have an administrator set another");
        }
        users.setPassword(name, changed, name);
        sessions.endAllOf(name);
        return session(request).map(secret -> begin(name, length));
    }

    public void endSessions(String user) {
        sessions.endAllOf(user);
    }

    private Optional<String> session(HttpServletRequest request) {
        for (Cookie each : Optional.ofNullable(request.getCookies()).orElse(new Cookie[0])) {
            if (each.getName().equals(cookie)) {
                return Optional.of(each.getValue());
            }
        }
        return Optional.empty();
    }
}
