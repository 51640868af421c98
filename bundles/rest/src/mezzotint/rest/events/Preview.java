package mezzotint.rest.events;

import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import mezzotint.studio.Job;

/** The event of a step that has a preview. It is worthless once its job has ended. */
final class Preview implements Event {

    private final Job job;
    private final int step;
    private final Supplier<byte[]> png;
    private final Map<PreviewForm, Message> messages = new EnumMap<>(PreviewForm.class);

    Preview(Job job, int step, Supplier<byte[]> png) {
        this.job = job;
        this.step = step;
        this.png = png;
    }

    @Override
    public String key() {
        return "preview " + job.id();
    }

    @Override
    public Optional<String> owner() {
        return Optional.of(job.owner());
    }

    @Override
    public synchronized Optional<Message> as(PreviewForm form) {
        return form == PreviewForm.OFF || job.state().ended() ? Optional.empty() : Optional.of(messages.computeIfAbsent(form, this::message));
    }

    private Message message(PreviewForm form) {
        var out = new LinkedHashMap<String, Object>();
        out.put("type", "preview");
        out.put("job", job.id());
        out.put("step", step);
        switch (form) {
            case BINARY -> {
                out.put("format", "image/png");
                return Message.binary(out, png.get());
            }
            case INLINE -> out.put("image", "data:image/png;base64," + Base64.getEncoder().encodeToString(png.get()));
            default -> out.put("url", "/api/jobs/" + job.id() + "/preview?step=" + step);
        }
        return Message.json(out);
    }
}
