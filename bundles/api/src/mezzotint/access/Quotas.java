package mezzotint.access;

import org.osgi.annotation.versioning.ProviderType;

/** What each user may ask for; whoever accepts work asks here before anything is written. */
@ProviderType
public interface Quotas {

    /** Name of whoever is at this machine while no password is set, and of the workbench's own commands; has no quota. */
    String LOCAL_USER = "local user";

    /**
     * Counts pictures that a user asks for.
     *
     * @throws mezzotint.plugin.Problem of kind {@code BUSY} if these are more than the user may have
     *     today; nothing is counted then
     */
    void countPictures(String user, int pictures);
}
