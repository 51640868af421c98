package mezzotint.login.users;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Who is logged in, by the secret in the browser's cookie. On disk, where they outlive the process, are only hashes of the secrets. */
public final class Sessions {

    /**
     * A login.
     *
     * @param password hash of the password's hash: a session ends with the password that began it
     * @param end in seconds since 1970
     */
    private record Session(String user, String password, long end) {

        boolean isOf(User known) {
            return Secrets.same(password, Secrets.hash(known.password()));
        }
    }

    private static final int MOST = 10_000;
    private static final Gson GSON = new Gson();

    private final PrivateFile file;
    private final InstantSource clock;
    private final Recent<String, Session> sessions = new Recent<>(MOST);

    public Sessions(Path path, InstantSource clock) {
        this.file = new PrivateFile(path);
        this.clock = clock;
        read().forEach((hash, session) -> {
            if (session.user != null && session.password != null && isGood(session)) {
                sessions.put(hash, session);
            }
        });
    }

    private Map<String, Session> read() {
        try {
            Map<String, Session> found = Files.exists(file.path())
                    ? GSON.fromJson(Files.readString(file.path()), new TypeToken<Map<String, Session>>() {}.getType()) : null;
            return found == null ? Map.of() : found;
        } catch (IOException | JsonParseException e) {
            LoggerFactory.getLogger(Sessions.class).warn("everybody has to log in again: {} cannot be read", file.path());
            return Map.of();
        }
    }

    private boolean isGood(Session session) {
        return clock.instant().getEpochSecond() < session.end;
    }

    /** Begins a session, and returns its secret. */
    public String begin(User user, Duration length) {
        String secret = Secrets.text();
        sessions.removeIf(session -> !isGood(session));
        sessions.put(Secrets.hash(secret), new Session(user.name(), Secrets.hash(user.password()), clock.instant().plus(length).getEpochSecond()));
        write();
        return secret;
    }

    /** Whose session it is, if the user still has the password that it was begun with. */
    public Optional<User> user(String secret, Users users) {
        return Optional.ofNullable(sessions.get(Secrets.hash(secret))).filter(this::isGood).flatMap(s -> users.find(s.user).filter(s::isOf));
    }

    public void end(String secret) {
        sessions.remove(Secrets.hash(secret));
        write();
    }

    public void endAllOf(String user) {
        Predicate<Session> gone = session -> session.user.equals(user);
        sessions.removeIf(gone);
        write();
    }

    /** Without a disk to write to they end with the process. */
    private synchronized void write() {
        try {
            file.write(GSON.toJson(sessions.copy()));
        } catch (IOException e) {
            LoggerFactory.getLogger(Sessions.class).warn("logins are forgotten at the next start: {} cannot be written: {}", file.path(), e.getMessage());
        }
    }
}
