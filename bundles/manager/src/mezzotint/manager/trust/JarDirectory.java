package mezzotint.manager.trust;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import mezzotint.plugin.Problem;

/**
 * The directory at the end of a jar, checked before anything else reads the jar: its size is bounded before it is read, each name
 * stands there once, and each entry lies where it says. So there is one way only to read what passes, and all readers read the same.
 */
public final class JarDirectory {

    /** Name of the manifest, as the framework looks for it. */
    public static final String MANIFEST = "META-INF/MANIFEST.MF";

    private static final String ADVICE = "send the bytes of a plugin's jar as they were built";
    private static final int MOST_ENTRIES = 20_000;
    private static final int LARGEST_DIRECTORY = 8 << 20;
    private static final int LARGEST_MANIFEST = 1 << 20;
    /** All entries together; the native libraries of engines have some 400 MB. */
    private static final long LARGEST_CONTENT = 1L << 30;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    /** What may follow an entry: its sizes and checksum, written after it. */
    private static final int DESCRIPTOR_LENGTH = 24;
    private static final int ENCRYPTED = 1;
    private static final int COUNT_64 = 0xFFFF;
    private static final long SIZE_64 = 0xFFFFFFFFL;

    /** An entry as the directory has it. */
    private record Entry(byte[] raw, String name, int method, long packed, long size, long offset) {

        String quoted() {
            return name.length() > 60 ? name.substring(0, 60) + ".." : name;
        }
    }

    private final FileChannel file;
    /** From the end of the directory on. */
    private final ByteBuffer end;
    private final int count;

    private JarDirectory(FileChannel file) throws IOException {
        this.file = file;
        int length = (int) Math.min(file.size(), END_LENGTH + COUNT_64);
        ByteBuffer tail = read(file.size() - length, length);
        int at = length - END_LENGTH;
        while (at >= 0 && tail.getInt(at) != END) {
            at--;
        }
        if (at < 0) {
            throw damaged("it has no end");
        }
        end = tail.position(at).slice().order(ByteOrder.LITTLE_ENDIAN);
        count = u16(end, 10);
    }

    /** Whether a jar has been written to its end, whatever is in it. */
    public static boolean isThere(Path jar) throws IOException {
        try (FileChannel file = FileChannel.open(jar)) {
            return new JarDirectory(file).end.hasRemaining();
        } catch (EOFException | Problem e) {
            return false;
        }
    }

    /**
     * Checks a jar.
     *
     * @throws Problem of kind {@code TOO_LARGE} if there is more in it than a plugin may have; {@code INVALID} if it is no jar, or one
     *     that can be read in two ways
     */
    public static void check(Path jar) throws IOException {
        try (FileChannel file = FileChannel.open(jar)) {
            new JarDirectory(file).check();
        } catch (EOFException e) {
            throw damaged("it ends too early");
        }
    }

    private void check() throws IOException {
        if (END_LENGTH + u16(end, 20) != end.limit()) {
            throw damaged("something follows its end");
        }
        if (count > MOST_ENTRIES) {
            throw tooLarge("the jar has " + (count == COUNT_64 ? "65535 entries or more" : count + " entries"));
        }
        if (end.getInt(4) != 0 || u16(end, 8) != count) {
            throw damaged("it is one of several parts");
        }
        check(u32(end, 12), u32(end, 16));
    }

    private void check(long length, long offset) throws IOException {
        if (length == SIZE_64 || offset == SIZE_64) {
            throw tooLarge("the jar is a zip64");
        }
        if (length > LARGEST_DIRECTORY) {
            throw tooLarge("the jar has a directory of " + (length >> 20) + " MB");
        }
        if (offset + length != file.size() - end.limit()) {
            throw damaged("its directory is not where its end says");
        }
        List<Entry> entries = entries(read(offset, (int) length));
        long content = entries.stream().mapToLong(Entry::size).sum();
        if (content > LARGEST_CONTENT) {
            throw tooLarge("the jar unpacks to more than " + (LARGEST_CONTENT >> 20) + " MB");
        }
        checkNames(entries);
        checkPlaces(entries, offset);
    }

    private List<Entry> entries(ByteBuffer directory) {
        var entries = new ArrayList<Entry>();
        while (directory.remaining() >= ENTRY_LENGTH && entries.size() < count) {
            int at = directory.position();
            int name = u16(directory, at + 28);
            int next = at + ENTRY_LENGTH + name + u16(directory, at + 30) + u16(directory, at + 32);
            if (directory.getInt(at) != ENTRY || next > directory.limit()) {
                break;
            }
            byte[] raw = new byte[name];
            directory.get(at + ENTRY_LENGTH, raw);
            entries.add(checked(new Entry(raw, name(raw), u16(directory, at + 10), u32(directory, at + 20), u32(directory, at + 24), u32(directory, at + 42)),
                    u16(directory, at + 8)));
            directory.position(next);
        }
        if (entries.size() != count || directory.hasRemaining()) {
            throw damaged("its directory does not have the " + count + " entries that its end tells of");
        }
        return entries;
    }

    private static Entry checked(Entry entry, int flags) {
        if (entry.size == SIZE_64 || entry.packed == SIZE_64 || entry.offset == SIZE_64) {
            throw tooLarge(entry.quoted() + " in the jar is written as a zip64");
        }
        if (entry.name.equals(MANIFEST) && entry.size > LARGEST_MANIFEST) {
            throw tooLarge("the manifest of the jar has " + entry.size + " bytes");
        }
        if ((flags & ENCRYPTED) != 0 || entry.method != ZipEntry.STORED && entry.method != ZipEntry.DEFLATED) {
            throw damaged(entry.quoted() + " is encrypted, or packed in a way that Java does not know");
        }
        return entry;
    }

    private static String name(byte[] raw) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException e) {
            throw damaged("the name of an entry is no UTF-8");
        }
    }

    /** Names that some reader takes for one another are the same name. */
    private static void checkNames(List<Entry> entries) {
        Set<String> names = new HashSet<>();
        for (Entry entry : entries) {
            String name = entry.name.endsWith("/") ? entry.name.substring(0, entry.name.length() - 1) : entry.name;
            if (!isPlain(name)) {
                throw Problem.invalid("the jar has an entry " + entry.quoted().replaceAll("\\p{Cntrl}", "?") + ", whose name leads out of it or can be read in two ways",
                        ADVICE);
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw Problem.invalid("the jar has " + entry.quoted() + " twice", "build it anew, with each entry once");
            }
        }
    }

    private static boolean isPlain(String name) {
        return !name.contains("\\") && !name.matches("(?s)[A-Za-z]:.*") && name.chars().noneMatch(Character::isISOControl)
                && Arrays.stream(name.split("/", -1)).noneMatch(Set.of("", ".", "..")::contains);
    }

    /** Each entry has its own place, with the same name before it, and nothing lies between them. */
    private void checkPlaces(List<Entry> entries, long directory) throws IOException {
        long free = 0;
        for (Entry entry : entries.stream().sorted(Comparator.comparingLong(Entry::offset)).toList()) {
            boolean follows = entry.offset >= free && entry.offset <= free + (free == 0 ? 0 : DESCRIPTOR_LENGTH);
            if (!follows || entry.offset + LOCAL_LENGTH + entry.raw.length > directory) {
                throw damaged(entry.quoted() + " does not lie where the one before it ends");
            }
            ByteBuffer local = read(entry.offset, LOCAL_LENGTH + entry.raw.length);
            byte[] name = new byte[entry.raw.length];
            local.get(LOCAL_LENGTH, name);
            boolean same = local.getInt(0) == LOCAL && u16(local, 8) == entry.method && u16(local, 26) == name.length && Arrays.equals(name, entry.raw);
            if (!same) {
                throw damaged(entry.quoted() + " has another name or kind where it lies than in the directory");
            }
            free = entry.offset + local.limit() + u16(local, 28) + entry.packed;
        }
        if (free > directory || directory - free > DESCRIPTOR_LENGTH) {
            throw damaged("its directory does not lie where the last entry ends");
        }
    }

    private ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }

    private static int u16(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private static long u32(ByteBuffer bytes, int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }

    private static Problem damaged(String how) {
        return Problem.invalid("the jar is damaged: " + how, ADVICE);
    }

    private static Problem tooLarge(String what) {
        return new Problem(Problem.Kind.TOO_LARGE, what + ", which is more than a plugin may have", "leave out what a plugin does not need");
    }
}
