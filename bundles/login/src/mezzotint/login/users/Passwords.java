package mezzotint.login.users;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mezzotint.login.Refusal;
import mezzotint.plugin.Problem;

/** Hashes and checks passwords by bcrypt, which takes a quarter of a second by design. */
public final class Passwords {

    private static final int COST = 12;
    private static final int SHORTEST = 8;
    /** bcrypt looks at no more. */
    private static final int MOST_BYTES = 72;
    private static final long REMEMBERED_SECONDS = 600;
    /** Hash of nobody's password: a name that is unknown takes as long as one that is known. */
    private static final String NOBODY = "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";
    private static final long PATIENCE_SECONDS = 5;

    private final InstantSource clock;
    /** Two at once: checking passwords must not take the machine from its work. */
    private final Semaphore turns = new Semaphore(2, true);
    private final byte[] key = Secrets.random();
    private final Recent<String, Long> known = new Recent<>(1000);

    public Passwords(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws Problem of kind {@code INVALID} if the password is too short or too long */
    static String hash(String password) {
        if (password.length() < SHORTEST || bytes(password).length > MOST_BYTES) {
            throw Problem.invalid("the password has " + password.length() + " characters", "choose one of " + SHORTEST + " to " + MOST_BYTES);
        }
        return BCrypt.withDefaults().hashToString(COST, password.toCharArray());
    }

    /**
     * Whether a password is the one that was hashed. What was right is remembered for ten minutes,
     * keyed by a secret of this process: clients with HTTP Basic send it with each request.
     *
     * @param hash null if there is no such user
     */
    public boolean matches(String password, String hash) {
        if (bytes(password).length > MOST_BYTES || password.isEmpty()) {
            return false;
        }
        String mark = HexFormat.of().formatHex(Secrets.keyed(key, hash + "\0" + password));
        Long until = known.get(mark);
        long now = clock.instant().getEpochSecond();
        if (until != null && now < until) {
            return true;
        }
        boolean right = verify(password, hash == null ? NOBODY : hash) && hash != null;
        if (right) {
            known.put(mark, now + REMEMBERED_SECONDS);
        }
        return right;
    }

    private boolean verify(String password, String hash) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Refusal(429, "too many passwords are being checked", "try again soon", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return BCrypt.verifyer().verify(bytes(password), bytes(hash)).verified;
        } finally {
            turns.release();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
