package mezzotint.manage;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sets of plugins and their settings that are kept under a name, and the ways back that are kept without being asked: the state before each change, and the
 * last good one.
 */
@ProviderType
public interface Profiles {

    /** Name of the state as it is. */
    String NOW = "now";

    /** Name of the state with which a picture was last made without a fault. */
    String LAST_GOOD = "last-good";

    /** Begins the names of the states before changes; a number follows. */
    String BEFORE = "before-";

    /** Those that users saved, by name, then the last good one, then the states before changes, newest first. */
    List<Profile> list();

    /**
     * @param name may be {@link #NOW}
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none
     */
    Profile find(String name);

    /**
     * Keeps the state as it is; one of that name is replaced.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if the name is none of up to 40 small letters, digits, dots and hyphens, or
     *     one of those above
     */
    Profile save(String name, String by);

    /**
     * Keeps a profile that was made elsewhere.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} as {@link #save} does; of kind {@code CONFLICT} if the name is taken
     */
    Profile add(Profile profile, String by);

    /** @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none */
    void delete(String name, String by);

    /**
     * Plans the change to a profile, as one.
     *
     * @throws mezzotint.plugin.Problem as {@link Installer#plan} does; of kind {@code MISSING} if the bytes of a jar can be had nowhere any more
     */
    Plan plan(Profile profile, String by);

    /** The newest state before a change that is not the one of now: where a rollback leads. */
    Optional<Profile> previous();
}
