package mezzotint.sdapi;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import mezzotint.libs.web.Ownership;
import mezzotint.libs.web.PluginsStarted;
import mezzotint.libs.web.RetryAfter;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.sdapi.fields.Base64Pictures;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Fields;
import mezzotint.sdapi.fields.Reply;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import mezzotint.studio.Order;
import mezzotint.studio.Pictures;
import mezzotint.studio.Request;
import mezzotint.studio.Studio;
import mezzotint.studio.Uploads;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.LoggerFactory;

/** {@code /sdapi/v1/txt2img} and {@code img2img}: the answer comes when the pictures are there, and holds no thread until then. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/sdapi/v1/txt2img", "/sdapi/v1/img2img"})
@HttpWhiteboardServletAsyncSupported
public final class GenerationServlet extends HttpServlet {

    private static final Duration LIMIT = Duration.ofHours(1);
    /** The largest seed that A1111 draws. */
    private static final long SEEDS = 4_294_967_294L;

    private final transient PluginsStarted started;
    private final transient Studio studio;
    private final transient Jobs jobs;
    private final transient Plugins plugins;
    private final transient Models models;
    private final transient Options options;
    private final transient Generations generations;
    private final transient Styles styles;
    private final transient Uploads uploads;
    private final transient Clients clients;
    private final transient Pictures pictures;
    /** A thread for each answer that is being written, so that a slow client delays neither the engines nor other answers. */
    private final transient ExecutorService answering = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mezzotint sdapi answer");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public GenerationServlet(BundleContext context, @Reference Studio studio, @Reference Jobs jobs, @Reference Plugins plugins, @Reference Models models,
            @Reference Options options, @Reference Generations generations, @Reference Styles styles, @Reference Uploads uploads, @Reference Clients clients,
            @Reference Pictures pictures) {
        this.started = new PluginsStarted(context);
        this.studio = studio;
        this.jobs = jobs;
        this.plugins = plugins;
        this.models = models;
        this.options = options;
        this.generations = generations;
        this.styles = styles;
        this.uploads = uploads;
        this.clients = clients;
        this.pictures = pictures;
    }

    @Deactivate
    void close() {
        answering.shutdown();
        started.close();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long start = System.nanoTime();
        try {
            GenerationReply answer = accept(request.getServletPath().endsWith("img2img"), Reply.body(request), Ownership.of(request));
            AsyncContext later = request.startAsync(request, response);
            later.setTimeout(0);
            clients.watch(answer.generation(), request);
            answer.generation().results().whenCompleteAsync((made, failure) -> finish(later, answer, made, failure, start), answering);
        } catch (RuntimeException e) {
            ErrorReply error = Reply.error(e);
            if (error.status() == Problem.Kind.BUSY.status()) {
                RetryAfter.ask(response, jobs);
            }
            Reply.write(response, error.status(), error.body(), System.nanoTime() - start);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.notAllowed(response);
    }

    /** Checks all of the request, then hands its jobs in. */
    private GenerationReply accept(boolean fromPicture, Map<String, Object> body, String owner) {
        started.await();
        Map<String, Object> given = new HashMap<>(body);
        InfotextFields.fill(given, models);
        Fields fields = fromPicture ? Fields.imageToImage(given) : Fields.textToImage(given);
        if (fromPicture) {
            checkPictures(fields);
        }
        var notes = new ArrayList<String>();
        Map<String, Object> set = options.with(owner, overrides(fields, given), notes);
        styles.apply(fields, notes);
        draw(fields, "seed");
        draw(fields, "subseed");
        var translation = new Translation(fields, set, plugins, models, notes);
        Map<String, Object> settings = translation.settings();
        new Features(plugins, uploads).pass(fields, body, set, settings, notes);
        List<Request> requests = requests(fields, settings);
        if (!fields.is("override_settings_restore_afterwards")) {
            options.set(owner, fields.object("override_settings"));
        }
        Order.Keep keep = keeps(fields, set) ? Order.Keep.TRY : Order.Keep.NEVER;
        List<Job> submitted = jobs.submit(requests.stream().map(one -> new Order(one, owner, 0, LIMIT, Optional.empty(), List.of(), keep)).toList());
        var generation = new Generation(id(fields), fromPicture ? "img2img" : "txt2img", submitted, jobs);
        generations.add(generation);
        notes.addAll(Options.inVain(set));
        return new GenerationReply(generation, fields, set, translation.model(), models.knownSha256(translation.model()).map(Models::brief).orElse(""),
                Reply.logged(notes, generation.kind(), owner), pictures);
    }

    /** Also a client that says nothing finds its pictures in the gallery. */
    private static boolean keeps(Fields fields, Map<String, Object> set) {
        boolean declined = fields.wasSent("save_images") && !fields.is("save_images");
        return !declined && !fields.is("do_not_save_samples") && !Boolean.FALSE.equals(set.get("samples_save"));
    }

    private static void checkPictures(Fields fields) {
        if (fields.get("init_images") == null || fields.list("init_images").isEmpty()) {
            throw ErrorReply.http(404, "Init image not found");
        }
        fields.list("init_images").forEach(Base64Pictures::check);
        Stream.of("mask", "latent_mask").map(fields::text).filter(mask -> !mask.isEmpty()).forEach(Base64Pictures::check);
    }

    /** SD.Next has the clip skip among the fields. */
    private static Map<Object, Object> overrides(Fields fields, Map<String, Object> given) {
        var overrides = new HashMap<Object, Object>(fields.object("override_settings"));
        if (given.get("clip_skip") instanceof Number skip) {
            overrides.putIfAbsent("CLIP_stop_at_last_layers", skip.longValue());
        }
        return overrides;
    }

    private static void draw(Fields fields, String seed) {
        if (fields.whole(seed) == -1) {
            fields.decide(seed, ThreadLocalRandom.current().nextLong(SEEDS));
        }
    }

    private static String id(Fields fields) {
        return fields.text("force_task_id").isEmpty() ? "task(" + UUID.randomUUID() + ")" : fields.text("force_task_id");
    }

    /** One for each iteration, which goes on counting where the one before stopped: the seed, or the variation of one seed. */
    private List<Request> requests(Fields fields, Map<String, Object> settings) {
        var all = new ArrayList<Request>();
        boolean varied = fields.number("subseed_strength") > 0;
        for (int i = 0; i < fields.whole("n_iter"); i++) {
            long done = i * fields.whole("batch_size");
            var iteration = new HashMap<>(settings);
            iteration.put("seed", counted(fields, "seed", varied ? 0 : done));
            if (varied && settings.get("noise") instanceof Map<?, ?> noise && noise.get("params") instanceof Map<?, ?> params) {
                var counted = new HashMap<Object, Object>(params);
                counted.put("variationSeed", counted(fields, "subseed", done));
                iteration.put("noise", Map.of("id", noise.get("id"), "params", counted));
            }
            all.add(studio.request(iteration));
        }
        return all;
    }

    private static long counted(Fields fields, String seed, long by) {
        try {
            return Math.addExact(fields.whole(seed), by);
        } catch (ArithmeticException e) {
            throw new Problem(Problem.Kind.INVALID, seed + " is " + fields.whole(seed) + ", and counted up it has more than 63 bits",
                    "take a smaller one, or fewer pictures", e);
        }
    }

    private static void finish(AsyncContext later, GenerationReply answer, List<Job.Result> made, Throwable failure, long start) {
        try {
            var response = (HttpServletResponse) later.getResponse();
            Reply.send(response, start, () -> {
                if (failure != null) {
                    throw Reply.error(failure);
                }
                return answer.body(made);
            });
        } catch (IOException e) {
            LoggerFactory.getLogger(GenerationServlet.class).debug("a client did not wait for its pictures: {}", e.getMessage());
        } finally {
            later.complete();
        }
    }
}
