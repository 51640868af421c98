package mezzotint.core.contract;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.fault.Fault;
import mezzotint.fault.Limits;
import mezzotint.model.Architecture;
import mezzotint.model.Networks;

/** Networks with no part missing. */
final class ArchitectureRule extends HookContract<Networks> {

    /** Input of every denoiser: the noisy latent. */
    private static final String LATENT = "x";

    ArchitectureRule() {
        super(Architecture.class, Limits::loading, false, Networks.class);
    }

    @Override
    Optional<Violation> check(Call call, Networks networks) {
        boolean whole = Stream.of(networks.denoiser(), networks.encoder(), networks.decoder(), networks.encoding(), networks.prediction(), networks.levels(),
                networks.latents()).noneMatch(Objects::isNull);
        return whole && networks.denoiser().inputs().stream().anyMatch(input -> input.name().equals(LATENT)) ? Optional.empty()
                : Optional.of(new Violation(Fault.Kind.NOTHING, "left a part of the model out"));
    }
}
