package mezzotint.manage;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The only way in for plugins. A {@link Wish} becomes a {@link Plan}, which a person can read, and
 * that a {@link Change}, which can be watched: it waits until no picture uses what it changes, and
 * is made whole or not at all.
 */
@ProviderType
public interface Installer {

    /** Every bundle that carries a plugin or is needed by one that does, by name. */
    List<Installed> list();

    /**
     * One of them, with a verdict on its jar.
     *
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is no such bundle
     */
    Installed find(String name);

    /**
     * Says what a wish would lead to. Fetches from repositories what is needed, and changes nothing.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if a jar is no bundle; {@code
     *     FORBIDDEN} if one is not let in, or what is to be switched on was revoked; {@code MISSING} if no such bundle is installed or in a
     *     repository; {@code CONFLICT} if it cannot work here, with what is missing and who has it
     */
    Plan plan(Wish wish, String by);

    /** The plans that can be carried out, oldest first; those for jars in the watched folder that wait for consent among them. */
    List<Plan> plans();

    /** Forgets a plan. */
    void dismiss(String plan, String by);

    /**
     * Begins to carry out a plan. If other changes come before it, or other publishers are trusted or revoked, it is
     * planned anew when its turn has come.
     *
     * @param by who asks for it, for the audit
     * @param agreed whether a person has read the plan and agrees
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if the plan is not known any more;
     *     {@code CONFLICT} if it needs consent and nobody agreed
     */
    Change carryOut(String plan, String by, boolean agreed);

    /** Plans and carries out at once. */
    default Change carryOut(Wish wish, String by, boolean agreed) {
        return carryOut(plan(wish, by).id(), by, agreed);
    }

    /** The changes since the start that are not forgotten, newest first. */
    List<Change> changes();

    Optional<Change> change(String id);

    /**
     * Calls the listener whenever a change has another state. It must not wait.
     *
     * @return closes to end it
     */
    AutoCloseable listen(Consumer<Change> listener);
}
