package mezzotint.launcher.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.launcher.start.StartSettings;
import mezzotint.libs.signing.DetachedSignature;
import mezzotint.libs.signing.SigningKey;

/** The sub-commands of {@code plugin} for publishers: they make keys, in {@code conf/keys} of the user's folder, sign, verify and index. */
final class SigningCommands {

    private static final String KEY = ".key";
    private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private SigningCommands() {}

    static void makeKey(Arguments arguments) throws IOException {
        String name = arguments.words().get(0);
        if (!name.matches(NAMES)) {
            throw new CommandFailure("the key's name is " + name + "; use letters, digits, dots and dashes");
        }
        SigningKey key = SigningKey.generate();
        Path file = keys().resolve(name + KEY);
        try {
            key.write(file);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure("there is a key " + name + " already in " + file + "; choose another name");
        }
        System.out.println(key.publicKey());
        System.err.println("mezzotint: the private key is in " + file + "; keep it to yourself, and tell others the public one above");
    }

    static void sign(Arguments arguments) throws IOException {
        Path file = file(arguments.words().get(0));
        SigningKey key = key(arguments);
        System.out.println(sign(file, Files.readAllBytes(file), key));
    }

    private static Path sign(Path file, byte[] content, SigningKey key) throws IOException {
        Path signature = beside(file);
        replace(signature, key.sign(content).text().getBytes(StandardCharsets.US_ASCII));
        return signature;
    }

    static void verify(Arguments arguments) throws IOException {
        Path file = file(arguments.words().get(0));
        Path beside = beside(file);
        if (!Files.isRegularFile(beside)) {
            throw new CommandFailure(file + " is not signed: there is no " + beside);
        }
        DetachedSignature signature;
        try {
            signature = DetachedSignature.parse(Files.readString(beside));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new CommandFailure(beside + " cannot be read: " + e.getMessage());
        }
        if (!signature.fits(Files.readAllBytes(file))) {
            throw new CommandFailure("the signature does not fit: " + file + " was changed, or the key " + signature.key() + " did not sign it");
        }
        System.out.println("signed with the key " + signature.key() + ", " + standing(signature.key()));
    }

    /** What the workbench of the user's folder thinks of a key. */
    private static String standing(String key) throws IOException {
        Path file = StartSettings.userFolder().resolve("conf/trust.json");
        try {
            JsonObject trust = Files.exists(file) ? JsonParser.parseString(Files.readString(file)).getAsJsonObject() : new JsonObject();
            for (JsonElement each : trust.has("revocations") ? trust.getAsJsonArray("revocations") : List.<JsonElement>of()) {
                if (key.equals(Client.text(each.getAsJsonObject(), "what"))) {
                    return "which is revoked: " + Client.text(each.getAsJsonObject(), "reason");
                }
            }
            for (JsonElement each : trust.has("publishers") ? trust.getAsJsonArray("publishers") : List.<JsonElement>of()) {
                if (key.equals(Client.text(each.getAsJsonObject(), "key"))) {
                    return "which is trusted here as " + Client.text(each.getAsJsonObject(), "name");
                }
            }
            return "which nobody here trusts";
        } catch (JsonParseException | IllegalStateException e) {
            return "but " + file + " is damaged, so nobody is trusted";
        }
    }

    static void index(Arguments arguments) throws IOException {
        Path folder = Path.of(arguments.words().get(0)).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(folder + " is not a folder");
        }
        SigningKey key = key(arguments);
        Path file = folder.resolve("index.xml");
        byte[] index = RepositoryIndex.of(folder);
        replace(file, index);
        System.out.println(file);
        System.out.println(sign(file, index, key));
    }

    /** The key that is named; without a name the only one there is. */
    private static SigningKey key(Arguments arguments) throws IOException {
        String named = arguments.options().get("key");
        List<String> all = names();
        if (named == null && all.size() != 1) {
            throw new CommandFailure(all.isEmpty() ? "there is no key in " + keys() + "; make one with mezzotint plugin key NAME"
                    : "there is more than one key; choose among " + String.join(", ", all) + " with --key");
        }
        if (named != null && !all.contains(named)) {
            throw new CommandFailure("there is no key " + named + " in " + keys() + (all.isEmpty() ? "; make it with mezzotint plugin key " + named
                    : "; choose among " + String.join(", ", all)));
        }
        try {
            return SigningKey.read(keys().resolve((named == null ? all.get(0) : named) + KEY));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    private static List<String> names() throws IOException {
        if (!Files.isDirectory(keys())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(keys())) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(KEY))
                    .map(n -> n.substring(0, n.length() - KEY.length()))
                    .sorted()
                    .toList();
        }
    }

    private static Path keys() {
        return StartSettings.userFolder().resolve("conf/keys");
    }

    private static Path file(String name) {
        Path file = Path.of(name).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure("there is no file " + file);
        }
        return file;
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + DetachedSignature.ENDING);
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
