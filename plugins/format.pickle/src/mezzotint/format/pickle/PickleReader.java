package mezzotint.format.pickle;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.libs.safetensors.Dtype;
import mezzotint.plugin.Problem;

/**
 * Reads a pickle of PyTorch, protocols 2 to 5: maps, lists, numbers, texts and tensors, and refuses everything else. It is a machine with a stack that
 * makes plain values; whatever the pickle asks to be called is one of {@link Globals}, and nothing is run. All that it keeps grows by the bytes it reads.
 */
final class PickleReader {

    /** A file of tensors takes some fifty for each. */
    private static final int MOST_STEPS = 2_000_000;
    private static final Object NONE = new Object();
    private static final Object MARK = new Object();
    private static final int LONGEST_NUMBER = 8;
    /** As many as PyTorch allows. */
    private static final int MOST_AXES = 64;

    private final String file;
    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    PickleReader(String file, byte[] pickle) {
        this.file = file;
        this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws Problem of kind {@code INVALID} if it is damaged, or asks for what no file of tensors needs */
    Object read() {
        try {
            for (int step = 0; step < MOST_STEPS; step++) {
                int code = in.get() & 255;
                if (code == '.') {
                    return pop();
                }
                if (!constant(code) && !collection(code) && !remembered(code)) {
                    made(code);
                }
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ClassCastException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new Problem(Problem.Kind.INVALID, file + " is damaged: its pickle makes no sense at byte " + in.position(), "download it again", e);
        }
        throw Problem.invalid(file + " takes over " + MOST_STEPS + " steps to read, which no file of tensors does", "do not trust it");
    }

    private boolean constant(int code) {
        switch (code) {
            case 0x80 -> in.get();
            case 0x95 -> in.getLong();
            case 'N' -> push(NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) in.getInt());
            case 'K' -> push((long) (in.get() & 255));
            case 'M' -> push((long) (in.getShort() & 0xffff));
            case 0x8a -> push(number(in.get() & 255));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X', 'T', 'B' -> push(text(in.getInt()));
            case 0x8c, 'U', 'C' -> push(text(in.get() & 255));
            case 0x8d, 0x8e -> push(text(in.getLong()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean collection(int code) {
        switch (code) {
            case '}' -> push(new LinkedHashMap<String, Object>());
            case ']', 0x8f -> push(new ArrayList<>());
            case ')' -> push(List.of());
            case '(' -> push(MARK);
            case 't' -> push(Collections.unmodifiableList(popMarked()));
            case 'l' -> push(popMarked());
            case 'd' -> push(filled(new LinkedHashMap<>(), popMarked()));
            case 0x85, 0x86, 0x87 -> push(Collections.unmodifiableList(popLast(code - 0x84)));
            case 'a' -> add(popLast(1));
            case 'e', 0x90 -> add(popMarked());
            case 's' -> put(popLast(2));
            case 'u' -> put(popMarked());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean remembered(int code) {
        switch (code) {
            case '0' -> pop();
            case '1' -> popMarked();
            case '2' -> push(top());
            case 'q' -> memo.put(in.get() & 255, top());
            case 'r' -> memo.put(in.getInt(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> push(known(in.get() & 255));
            case 'j' -> push(known(in.getInt()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void made(int code) {
        switch (code) {
            case 'c' -> push(Globals.of(line(), line(), file));
            case 0x93 -> {
                List<Object> name = popLast(2);
                push(Globals.of((String) name.get(0), (String) name.get(1), file));
            }
            case 'Q' -> push(storage((List<?>) pop()));
            case 'R', 0x81 -> {
                List<?> arguments = (List<?>) pop();
                push(call(pop(), arguments));
            }
            case 'b' -> pop(); // what an object keeps beside its items
            default -> throw Problem.invalid(file + " is damaged: its pickle has the code " + code + " at byte " + (in.position() - 1) + ", which no file of tensors has",
                    "download it again");
        }
    }

    private Object call(Object called, List<?> arguments) {
        if (!(called instanceof Globals global)) {
            throw new ClassCastException("no function");
        }
        return switch (global) {
            case ORDERED_DICT -> new LinkedHashMap<String, Object>();
            case TENSOR -> tensor(arguments);
            case PARAMETER -> arguments.get(0);
            case IGNORED -> NONE;
        };
    }

    private static PickledTensor tensor(List<?> arguments) {
        var storage = (PickledTensor.Storage) arguments.get(0);
        List<Long> shape = longs(arguments.get(2));
        List<Long> strides = longs(arguments.get(3));
        if (storage.dtype() == null || shape.size() != strides.size()) {
            throw new IllegalArgumentException("no tensor");
        }
        return new PickledTensor(storage, (Long) arguments.get(1), shape, strides);
    }

    /** A copy for each tensor: one tuple may be the shape of many. */
    private static List<Long> longs(Object tuple) {
        var values = (List<?>) tuple;
        if (values.size() > MOST_AXES) {
            throw new IllegalArgumentException("a tensor of " + values.size() + " axes");
        }
        return values.stream().map(Long.class::cast).toList();
    }

    /** Of a tuple: the word storage, a type, the name of the entry, a device, the number of values. */
    private static PickledTensor.Storage storage(List<?> told) {
        if (!told.get(0).equals("storage")) {
            throw new IllegalArgumentException("no storage");
        }
        return new PickledTensor.Storage((String) told.get(2), told.get(1) instanceof Dtype dtype ? dtype : null, (Long) told.get(4));
    }

    private long number(int length) {
        if (length > LONGEST_NUMBER) {
            throw new IllegalArgumentException("a number of " + length + " bytes");
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (in.get() & 255L) << 8 * i;
        }
        int unused = 64 - 8 * length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    private String text(long length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() {
        int from = in.position();
        while (in.get() != '\n') {
            continue;
        }
        return new String(in.array(), from, in.position() - 1 - from, StandardCharsets.UTF_8);
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private Object known(int number) {
        if (!memo.containsKey(number)) {
            throw new IllegalArgumentException("nothing is remembered as " + number);
        }
        return memo.get(number);
    }

    private List<Object> popLast(int count) {
        List<Object> last = stack.subList(stack.size() - count, stack.size());
        var values = new ArrayList<>(last);
        last.clear();
        return values;
    }

    private List<Object> popMarked() {
        int mark = stack.lastIndexOf(MARK);
        List<Object> values = popLast(stack.size() - 1 - mark);
        pop();
        return values;
    }

    @SuppressWarnings("unchecked")
    private void add(List<Object> values) {
        if (top() != NONE) {
            ((List<Object>) top()).addAll(values);
        }
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> pairs) {
        if (top() != NONE) {
            filled((Map<String, Object>) top(), pairs);
        }
    }

    /** Tensors have names, so what has another key is left out. */
    private static Map<String, Object> filled(Map<String, Object> map, List<Object> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i) instanceof String key) {
                map.put(key, pairs.get(i + 1));
            }
        }
        return map;
    }
}
