package mezzotint.test.tone;

import mezzotint.plugin.Hook;

/** What is added to an answer of the denoiser: a hook that a plugin defines, and others fill. */
public interface Tone<P extends Record> extends Hook<P> {

    /** @param call number of the denoiser's call, from 0 */
    double added(int call, P params);
}
