package mezzotint.manager;

import java.util.Optional;
import mezzotint.manage.Origin;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;

/** Finds jars again that were here before, or are known by their bytes. */
record Recovery(Store store, Sources sources, Gate gate) {

    /** @throws Problem of kind {@code MISSING} if nobody has those bytes; of kind {@code FORBIDDEN} if they are not let in */
    Arrival find(Wish.Exact exact) {
        if (!isBundled(exact)) {
            gate.revocation(exact.sha256()).ifPresent(r -> {
                throw RevocationCheck.refusal(exact.name() + " " + exact.version(), r);
            });
        }
        Optional<Arrival> kept = store.parcel(exact.sha256(), exact.origin()).map(p -> gate.admit(p, exact.wanted()))
                .filter(a -> a.name().equals(exact.name()) && a.jar().version().toString().equals(exact.version()));
        return kept.orElseGet(() -> fetch(exact));
    }

    private Arrival fetch(Wish.Exact exact) {
        Sources.Item item = sources.items()
                .filter(i -> Words.name(i.resource()).equals(exact.name()) && Words.version(i.resource()).toString().equals(exact.version()))
                .filter(i -> Index.sha256(i.resource()).equals(exact.sha256()) || isBundled(exact) && i.source().isBundled())
                .findFirst()
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "nobody has " + exact.name() + " " + exact.version() + " with the sha-256 "
                        + exact.sha256() + ", which came " + exact.origin().words(), "add a repository that has it, or install that jar from a file"));
        return gate.admit(item, exact.wanted());
    }

    static boolean isBundled(Wish.Exact exact) {
        return exact.origin().kind() == Origin.Kind.BUNDLED;
    }
}
