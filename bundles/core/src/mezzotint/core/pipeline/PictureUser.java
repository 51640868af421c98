package mezzotint.core.pipeline;

import java.util.Set;
import mezzotint.plugin.Plugins;
import mezzotint.studio.Progress;
import mezzotint.studio.Watcher;

/** A picture in the making, as a user of plugins that can say how far it is. */
final class PictureUser implements Watcher, Plugins.User {

    private static final int LONGEST = 40;

    private final String prompt;
    private final Watcher watcher;
    private final Set<String> heldBack;
    private volatile Progress last;

    PictureUser(String prompt, Watcher watcher) {
        this(prompt, watcher, Set.of());
    }

    /** @param heldBack bundles that it does without where it can */
    PictureUser(String prompt, Watcher watcher, Set<String> heldBack) {
        this.prompt = prompt;
        this.watcher = watcher;
        this.heldBack = heldBack;
    }

    @Override
    public boolean isWithout(String bundle) {
        return heldBack.contains(bundle);
    }

    @Override
    public void progress(Progress progress) {
        last = progress;
        watcher.progress(progress);
    }

    @Override
    public boolean endsNow() {
        return watcher.endsNow();
    }

    @Override
    public void note(String sentence) {
        watcher.note(sentence);
    }

    @Override
    public String job() {
        return watcher.job();
    }

    @Override
    public String owner() {
        return watcher.owner();
    }

    @Override
    public String words() {
        String line = prompt.strip().replaceAll("\\s+", " ");
        String title = line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "\u2026";
        Progress now = last;
        String step = now == null ? "" : now.steps() == 0 ? ", " + now.stage() : ", step " + now.step() + " of " + now.steps();
        return "the picture \"" + title + "\"" + (job().isEmpty() ? "" : " of job " + job()) + step;
    }
}
