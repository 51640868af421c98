package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.diffusion.Conditioning;
import mezzotint.fault.Limits;
import mezzotint.text.TextEncoder;

/** Finite tensors; whether they are those that the denoiser takes is asked where it is known. */
final class TextEncoderRule extends HookContract<Conditioning> {

    TextEncoderRule() {
        super(TextEncoder.class, Limits::others, false, Conditioning.class);
    }

    @Override
    Optional<Violation> check(Call call, Conditioning conditioning) {
        return conditioning.inputs().values().stream().flatMap(tensor -> Values.number(tensor).stream()).findFirst();
    }
}
