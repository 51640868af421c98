package mezzotint.manager.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.trust.Trust;

/** Jars by their sha-256: of what was installed here, to go back to when a change fails. */
public final class JarStore {

    private final Path folder;

    public JarStore(Path folder) {
        this.folder = folder;
    }

    /** Keeps a jar and returns its sha-256. */
    public String keep(byte[] jar) {
        String sha256 = Digests.sha256(jar);
        if (!Files.exists(path(sha256))) {
            JsonFile.write(path(sha256), jar);
        }
        return sha256;
    }

    /** Keeps a jar with its signature and returns its sha-256. */
    public String keep(Parcel parcel) {
        String sha256 = keep(parcel.jar());
        if (!parcel.signature().isBlank()) {
            JsonFile.write(signature(sha256), parcel.signature().getBytes(StandardCharsets.UTF_8));
        }
        return sha256;
    }

    /** Keeps who vouched for a jar: the repository whose index did may be gone when the jar comes back. */
    public void vouch(String sha256, Trust.Publisher voucher) {
        JsonFile.write(voucherFile(sha256), voucher.key().getBytes(StandardCharsets.UTF_8));
    }

    /** Its name is not kept: a trusted one has it in the list of publishers. */
    public Optional<Trust.Publisher> voucher(String sha256) {
        try {
            return Files.exists(voucherFile(sha256)) ? Optional.of(new Trust.Publisher("", Files.readString(voucherFile(sha256)))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar with its signature; empty if it is not here whole. */
    public Optional<Parcel> parcel(String sha256, Origin origin) {
        return find(sha256).map(jar -> {
            try {
                return new Parcel(jar, Files.exists(signature(sha256)) ? Files.readString(signature(sha256)) : "", origin);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The jar; empty if it is not here whole. */
    public Optional<byte[]> find(String sha256) {
        try {
            if (!Files.exists(path(sha256))) {
                return Optional.empty();
            }
            byte[] jar = Files.readAllBytes(path(sha256));
            return sha256.equals(Digests.sha256(jar)) ? Optional.of(jar) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sha-256 of every jar, as the files are named. */
    public List<String> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".jar")).map(f -> f.substring(0, f.length() - ".jar".length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes every jar but these. */
    public void retain(Set<String> wanted) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> !wanted.contains(f.getFileName().toString().replaceFirst("\\.jar(\\.sig|\\.voucher)?$", ""))).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path signature(String sha256) {
        return folder.resolve(sha256 + ".jar.sig");
    }

    private Path voucherFile(String sha256) {
        return folder.resolve(sha256 + ".jar.voucher");
    }

    private Path path(String sha256) {
        return folder.resolve(sha256 + ".jar");
    }
}
