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
    default Installed find(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Says what a wish would lead to. Fetches from repositories what is needed, and changes nothing.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if a jar is no bundle; {@code
     *     FORBIDDEN} if one is not let in; {@code MISSING} if no such bundle is installed or in a
     *     repository; {@code CONFLICT} if it cannot work here, with what is missing and who has it
     */
    default Plan plan(Wish wish, String by) {
        throw new UnsupportedOperationException();
    }

    /** The plans that can be carried out, oldest first; those for jars in the watched folder that wait for consent among them. */
    default List<Plan> plans() {
        throw new UnsupportedOperationException();
    }

    /** Forgets a plan. */
    default void dismiss(String plan, String by) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins to carry out a plan. If other changes come before it, it is planned anew when its turn
     * has come.
     *
     * @param by who asks for it, for the audit
     * @param agreed whether a person has read the plan and agrees
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if the plan is not known any more;
     *     {@code CONFLICT} if it needs consent and nobody agreed
     */
    default Change carryOut(String plan, String by, boolean agreed) {
        throw new UnsupportedOperationException();
    }

    /** Plans and carries out at once. */
    default Change carryOut(Wish wish, String by, boolean agreed) {
        return carryOut(plan(wish, by).id(), by, agreed);
    }

    /** The changes since the start that are not forgotten, newest first. */
    default List<Change> changes() {
        throw new UnsupportedOperationException();
    }

    default Optional<Change> change(String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Calls the listener whenever a change has another state. It must not wait.
     *
     * @return closes to end it
     */
    default AutoCloseable listen(Consumer<Change> listener) {
        throw new UnsupportedOperationException();
    }

    /** Installs a bundle, or updates the one of the same name, at once. */
    Installed install(byte[] jar);

    Installed start(String name);

    Installed stop(String name);

    void uninstall(String name);
}
