package mezzotint.manager.plan;

import java.util.Optional;
import mezzotint.manage.Origin;
import mezzotint.manage.Wish;
import mezzotint.manager.disk.JarStore;
import mezzotint.manager.installed.RevocationCheck;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.manager.jar.RequirementText;
import mezzotint.manager.repository.Index;
import mezzotint.manager.repository.RepositoryList;
import mezzotint.plugin.Problem;

/** Finds the jar with a given sha-256: among those that were kept, or in a repository. */
public final class Recovery {

    private final JarStore store;
    private final RepositoryList repositories;
    private final JarAdmission admission;

    public Recovery(JarStore store, RepositoryList repositories, JarAdmission admission) {
        this.store = store;
        this.repositories = repositories;
        this.admission = admission;
    }

    /** @throws Problem of kind {@code MISSING} if nobody has those bytes; of kind {@code FORBIDDEN} if they are not let in */
    AdmittedJar find(Wish.Exact exact) {
        if (!isBundled(exact)) {
            admission.revocation(exact.sha256()).ifPresent(r -> {
                throw RevocationCheck.refusal(exact.name() + " " + exact.version(), r);
            });
        }
        Optional<AdmittedJar> kept = store.parcel(exact.sha256(), exact.origin()).map(p -> admission.admit(p, exact.wanted()))
                .filter(a -> a.name().equals(exact.name()) && a.jar().version().toString().equals(exact.version()));
        return kept.orElseGet(() -> fetch(exact));
    }

    private AdmittedJar fetch(Wish.Exact exact) {
        RepositoryList.Item item = repositories.items()
                .filter(i -> RequirementText.name(i.resource()).equals(exact.name()) && RequirementText.version(i.resource()).toString().equals(exact.version()))
                .filter(i -> Index.sha256(i.resource()).equals(exact.sha256()) || isBundled(exact) && i.repository().isBundled())
                .findFirst()
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "nobody has " + exact.name() + " " + exact.version() + " with the sha-256 "
                        + exact.sha256() + ", which came " + exact.origin().words(), "add a repository that has it, or install that jar from a file"));
        return admission.admit(item, exact.wanted());
    }

    static boolean isBundled(Wish.Exact exact) {
        return exact.origin().kind() == Origin.Kind.BUNDLED;
    }
}
