package mezzotint.core.request;

import java.util.Optional;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Plugins;

/**
 * A sampler as a user names it. AUTOMATIC1111 had a schedule at the end of some names, and pictures and programs still do:
 * {@code DPM++ 2M Karras}, {@code k_dpmpp_2m_ka}.
 *
 * @param schedule what stands at the end; empty where the name is that of a sampler alone
 */
record SamplerName(String sampler, Optional<String> schedule) {

    /** Parts a name that no sampler has where a sampler and a schedule meet; otherwise it stays as it is. */
    static SamplerName of(String name, Plugins plugins) {
        if (plugins.knows(Sampler.class, name)) {
            return new SamplerName(name, Optional.empty());
        }
        for (int at = 1; at < name.length(); at++) {
            String schedule = name.substring(at + 1);
            if (" _".indexOf(name.charAt(at)) >= 0 && plugins.knows(Schedule.class, schedule) && plugins.knows(Sampler.class, name.substring(0, at))) {
                return new SamplerName(name.substring(0, at), Optional.of(schedule));
            }
        }
        return new SamplerName(name, Optional.empty());
    }
}
