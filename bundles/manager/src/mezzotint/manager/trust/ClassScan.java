package mezzotint.manager.trust;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Collects what class files refer to. It reads the constant pool, through which every reference goes. */
final class ClassScan {

    private static final References REFERENCES = References.read();
    private static final Pattern TYPE = Pattern.compile("L([^;<]+)[;<]");

    /** Types whose meaning is remembered: a jar may name any number of them. */
    private static final int MOST_KNOWN = 50_000;

    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_TYPE = 16;

    /** The first reference of each meaning, in words. */
    private final Map<String, String> found = new LinkedHashMap<>();
    private final Map<String, String> known = new HashMap<>();
    private char[] buffer = new char[256];

    /** Meanings as {@code references.txt} has them, each with a sentence about the first reference. */
    Map<String, String> found() {
        return found;
    }

    /** @throws RuntimeException if that is no class file, or one of a later Java than this scan knows */
    void add(byte[] file) {
        var reader = new ClassReader(file);
        buffer = buffer.length < reader.getMaxStringLength() ? new char[reader.getMaxStringLength()] : buffer;
        String name = reader.getClassName();
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0) { // a number of 64 bits takes two places
                constant(reader, at, name);
            }
        }
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String method, String descriptor, String signature, String[] exceptions) {
                if ((access & Opcodes.ACC_NATIVE) != 0) {
                    note("native", name, "has the native method " + method);
                }
                return null;
            }
        }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    private void constant(ClassReader reader, int at, String name) {
        switch (reader.readByte(at - 1)) {
            case CLASS -> type(reader.readUTF8(at, buffer), name);
            case FIELD, METHOD, INTERFACE_METHOD -> {
                int member = reader.getItem(reader.readUnsignedShort(at + 2));
                member(reader.readClass(at, buffer), reader.readUTF8(member, buffer), reader.readUTF8(member + 2, buffer), name);
            }
            case NAME_AND_TYPE -> types(reader.readUTF8(at + 2, buffer), name);
            case METHOD_TYPE -> types(reader.readUTF8(at, buffer), name);
            default -> { } // numbers and texts refer to nothing
        }
    }

    /** @param type a class, or an array as its descriptor */
    private void type(String type, String name) {
        if (type.startsWith("[")) {
            types(type, name);
        } else {
            note(known.computeIfAbsent(type, REFERENCES::meaning), name, "refers to " + type.replace('/', '.'));
        }
    }

    private void types(String descriptor, String name) {
        Matcher matcher = TYPE.matcher(descriptor);
        while (matcher.find()) {
            type(matcher.group(1), name);
        }
    }

    private void member(String owner, String member, String descriptor, String name) {
        note(REFERENCES.meaning(owner, member, descriptor), name, "refers to " + owner.replace('/', '.') + "." + member);
    }

    private void note(String meaning, String name, String words) {
        if (!meaning.isEmpty()) {
            found.putIfAbsent(meaning, name.replace('/', '.') + " " + words);
        }
    }
}
