package mezzotint.launcher.command;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mezzotint.launcher.client.MessageRelay;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;

/** The command {@code mcp}: the Model Context Protocol over standard input and output, one message a line. */
public final class McpCommand {

    private static final String HELP = """
            mezzotint mcp [--port N]

            Serves the catalog to the program of a language model, which starts this command itself: the Model Context Protocol over standard
            input and output. A workbench must run; each message goes to the one that runs at that moment. What goes wrong is answered, and
            written to standard error.
            """;
    /** Messages under way: what is quick need not wait for what is slow. */
    private static final int AT_ONCE = 4;
    private static final long PATIENCE_SECONDS = 60;

    private McpCommand() {}

    public static int run(List<String> args) throws IOException, InterruptedException {
        if (args.contains("--help") || args.contains("-h")) {
            System.out.print(HELP);
            return 0;
        }
        Arguments arguments = Arguments.parse(args, List.of("port"));
        if (!arguments.words().isEmpty()) {
            throw new CommandFailure("there is nothing to do with " + arguments.words().get(0) + "; mcp --help says more");
        }
        var relay = new MessageRelay(arguments.port());
        // The protocol is in UTF-8 whatever the locale; a print stream writes a line whole, whoever else writes.
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String message = line;
                if (!message.isBlank()) {
                    threads.execute(() -> relay.answer(message).ifPresent(out::println));
                }
            }
        }
        threads.shutdown();
        threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return 0;
    }
}
