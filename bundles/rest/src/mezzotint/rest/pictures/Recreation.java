package mezzotint.rest.pictures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.manage.Plan;
import mezzotint.manage.Profile;
import mezzotint.manage.ProfileMap;
import mezzotint.manage.Profiles;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;

/** What it takes to make a picture again here: the request, the plugins that must come, and what is missing. */
public final class Recreation {

    public static final String WORKBENCH = "1.0.0";

    private final PictureProvenance provenance;
    private final Profiles profiles;
    private final Models models;
    private final Plugins plugins;
    private final String by;

    /** @param by who asks */
    Recreation(PictureProvenance provenance, Profiles profiles, Models models, Plugins plugins, String by) {
        this.provenance = provenance;
        this.profiles = profiles;
        this.models = models;
        this.plugins = plugins;
        this.by = by;
    }

    /**
     * The request and the profile, what is missing in words, and the plan that brings the plugins: {@code ready} if nothing is missing. Why there
     * is no plan for what is missing stands among the words.
     */
    Map<String, Object> view() {
        List<Profile.Difference> differences = profiles.find(Profiles.NOW).differences(provenance.profile());
        var missing = new ArrayList<>(differences.stream().map(Recreation::words).toList());
        model().ifPresent(missing::add);
        provenance.adapters().stream().flatMap(adapter -> adapter(adapter).stream()).forEach(missing::add);
        device().ifPresent(missing::add);
        workbench().ifPresent(missing::add);
        Optional<Plan> plan = differences.isEmpty() ? Optional.empty() : plan(missing);
        var view = new LinkedHashMap<String, Object>();
        view.put("request", provenance.request());
        view.put("picture", provenance.picture());
        view.put("model", provenance.model());
        view.put("profile", ProfileMap.of(provenance.profile()));
        view.put("engine", provenance.engine());
        view.put("workbench", provenance.workbench());
        view.put("ready", missing.isEmpty());
        view.put("missing", missing);
        plan.ifPresent(p -> view.put("plan", Map.of("id", p.id(), "consent", p.consent(), "restart", p.restart(), "words", p.words())));
        return view;
    }

    private static String words(Profile.Difference difference) {
        return switch (difference.kind()) {
            case ADDED -> difference.name() + " " + difference.after() + " is not installed";
            case VERSION -> difference.name() + " is installed in version " + difference.before() + ", the picture was made with " + difference.after();
            case CONTENT -> difference.name() + " " + difference.after() + " is installed, but not in the same bytes";
            case SWITCHED_ON -> difference.name() + " is switched off";
            case REMOVED, SWITCHED_OFF, SETTING -> difference.words();
        };
    }

    private Optional<String> model() {
        String name = String.valueOf(provenance.request().get("model"));
        try {
            Models.Card card = models.find(name);
            return card.name().equals(name) ? content(card) : Optional.of("the model " + name + " is not here");
        } catch (Problem e) {
            return Optional.of("the model " + name + " is not here");
        }
    }

    private Optional<String> content(Models.Card card) {
        if (!(provenance.model().get("sha256") instanceof String then)) {
            return Optional.empty();
        }
        String now = models.sha256(card);
        return now.equals(then) ? Optional.empty() : Optional.of("the model " + card.name() + " has the same name and another content: its sha-256 begins with "
                + Models.brief(now) + ", that of the picture's model with " + Models.brief(then));
    }

    private Optional<String> adapter(Map<String, Object> then) {
        String name = String.valueOf(then.get("name"));
        try {
            Models.Extra here = models.extra("Lora", name);
            return models.sha256(here).equals(then.get("sha256")) ? Optional.empty() : Optional.of("the file " + here.name()
                    + " has the same name and another content");
        } catch (Problem e) {
            return Optional.of("the file " + name + ", which was laid over the model, is not here");
        }
    }

    /** An engine that is not here is missing among the plugins. */
    private Optional<String> device() {
        String engine = String.valueOf(provenance.engine().get("id"));
        String then = String.valueOf(provenance.engine().get("device"));
        return plugins.withAll(Backend.class, leases -> leases.stream().filter(l -> l.entry().id().equals(engine)).findFirst()
                .flatMap(l -> ((Backend<?>) l.hook()).devices().stream().findFirst()).map(Device::id).filter(now -> !now.equals(then))
                .map(now -> "the picture was computed on the device " + then + " of the engine " + engine + ", which computes on " + now
                        + " here: pixels may differ a little"));
    }

    private Optional<String> workbench() {
        return Optional.of(provenance.workbench()).filter(then -> !then.equals(WORKBENCH))
                .map(then -> "the picture was made by Mezzotint " + then + ", and this is " + WORKBENCH);
    }

    private Optional<Plan> plan(List<String> missing) {
        try {
            Plan plan = profiles.plan(provenance.profile(), by);
            return plan.steps().isEmpty() ? Optional.empty() : Optional.of(plan);
        } catch (Problem e) {
            missing.add(e.getMessage() + ": " + e.advice());
            return Optional.empty();
        }
    }
}
