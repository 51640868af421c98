package mezzotint.core.guard;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CancellationException;
import mezzotint.backend.Backend;
import mezzotint.core.contract.HookContract;
import mezzotint.core.contract.HookContracts;
import mezzotint.fault.Fault;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Guarded;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;

/**
 * Stands before an object of a plugin, of whatever hook: measures each call, and blames the plugin for what it throws, for what it
 * gives that nobody can use, and for taking too long.
 */
public final class Guard implements InvocationHandler {

    private final Object target;
    /** The arguments of the call that gave it; none for a hook. */
    private final Object[] made;
    private final Suspect suspect;
    private final FaultBook book;

    private Guard(Object target, Object[] made, Suspect suspect, FaultBook book) {
        this.target = target;
        this.made = made;
        this.suspect = suspect;
        this.book = book;
    }

    /** The same object behind a guard; itself, if it has no interface of the api and no hook. */
    public static Object before(Object target, Suspect suspect, FaultBook book) {
        return before(target, new Object[0], suspect, book);
    }

    private static Object before(Object target, Object[] made, Suspect suspect, FaultBook book) {
        HookInterfaces interfaces = HookInterfaces.of(target.getClass());
        return interfaces.isEmpty() ? target
                : Proxy.newProxyInstance(interfaces.loader(), interfaces.all().toArray(Class<?>[]::new), new Guard(target, made, suspect, book));
    }

    /** What to throw for an answer of a guarded object that turns out wrong only later, which may be for what the model's files hold. */
    public static Problem blame(Object guarded, Fault.Kind kind, String did) {
        return guarded instanceof Guarded && Proxy.getInvocationHandler(guarded) instanceof Guard guard
                ? guard.book.blame(HookTrace.current(), guard.suspect, kind, did, null, true)
                : new Problem(Problem.Kind.INTERNAL, did, "try another engine, sampler or size");
    }

    /** Whether an object is that of a plugin, behind its guard. */
    public static boolean isOf(Object guarded, Suspect suspect) {
        return guarded instanceof Guarded && Proxy.getInvocationHandler(guarded) instanceof Guard guard && guard.suspect.equals(suspect);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == args[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> suspect.key();
            };
        }
        if (method.getDeclaringClass() == Guarded.class) {
            return Parameters.type(target);
        }
        boolean outside = HookTrace.outside() || HookTrace.current().isGivenUp() && isClosing(method);
        HookTrace trace = outside ? HookTrace.meeting(book.origin(args)) : HookTrace.current();
        try {
            HookContract<?> contract = HookContracts.of(method.getDeclaringClass());
            if (isOf(method, Checkpoint.class)) {
                trace.reads();
            }
            return checked(trace, contract, method, args, call(trace, contract, method, args));
        } finally {
            if (outside) {
                book.ended(trace, args == null ? Set.of() : Set.of(suspect.bundle())); // a question without arguments is no work
            }
        }
    }

    /** What a plugin handed out is closed whatever became of the request. */
    private static boolean isClosing(Method method) {
        return method.getName().equals("close") && isOf(method, AutoCloseable.class);
    }

    private Object call(HookTrace trace, HookContract<?> contract, Method method, Object[] args) throws Throwable {
        long limit = (long) (contract.seconds(book.limits()) * 1e9);
        Object[] lent = lent(args);
        if (contract.aside()) {
            return aside(trace, contract, limit, method, lent);
        }
        trace.enter(suspect, limit);
        try {
            return method.invoke(target, lent);
        } catch (InvocationTargetException e) {
            throw judged(trace, contract, method, args, e.getCause());
        } finally {
            trace.leave();
        }
    }

    /** On a thread that can be left behind, whose trace is beside that of the request: there too only the plugin's own code is its time. */
    private Object aside(HookTrace trace, HookContract<?> contract, long limit, Method method, Object[] args) throws Throwable {
        HookTrace beside = trace.beside();
        trace.enterBeside(suspect);
        try {
            Outcome outcome = book.supervisor().watch(beside, () -> outcome(beside, limit, method, args),
                    (stalled, leaked) -> book.stalled(trace, stalled.who(), stalled.limit(), leaked), () -> { });
            if (outcome.thrown() != null) {
                throw judged(beside, contract, method, args, outcome.thrown());
            }
            return outcome.value();
        } finally {
            trace.join(beside);
            trace.leave();
        }
    }

    /** What came of a call: an answer, or what was thrown. */
    private record Outcome(Object value, Throwable thrown) {}

    private Outcome outcome(HookTrace beside, long limit, Method method, Object[] args) {
        beside.enter(suspect, limit);
        try {
            return new Outcome(method.invoke(target, args), null);
        } catch (InvocationTargetException e) {
            return new Outcome(null, e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            beside.leave();
        }
    }

    /** Arrays are lent as copies: what a plugin does to one is no other plugin's matter. */
    private static Object[] lent(Object[] args) {
        if (args == null) {
            return null;
        }
        Object[] lent = args.clone();
        for (int i = 0; i < lent.length; i++) {
            lent[i] = args[i] instanceof int[] a ? a.clone() : args[i] instanceof long[] a ? a.clone() : args[i] instanceof double[] a ? a.clone() : args[i];
        }
        return lent;
    }

    private Object checked(HookTrace trace, HookContract<?> contract, Method method, Object[] args, Object result) {
        if (method.getReturnType() == void.class) {
            return result;
        }
        contract.violation(made, args, result).ifPresent(violation -> {
            throw book.blame(trace, suspect, violation.kind(), violation.did(), null);
        });
        return HookContracts.handsOut(result) && !(result instanceof Guarded) ? before(result, args, suspect, book) : result;
    }

    /** What the caller is thrown for what the plugin threw. */
    private Throwable judged(HookTrace trace, HookContract<?> contract, Method method, Object[] args, Throwable thrown) {
        if (thrown instanceof HookMisuse misuse) {
            return book.blame(trace, suspect, misuse.kind(), misuse.getMessage(), thrown);
        }
        boolean said = thrown instanceof Problem p && (p.kind() != Problem.Kind.INTERNAL || Fault.behind(p).isPresent());
        boolean declared = Arrays.stream(method.getExceptionTypes()).anyMatch(e -> e.isInstance(thrown));
        boolean memory = thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
        if (said || declared || memory || trace.passes(thrown) || thrown instanceof CancellationException) {
            return thrown;
        }
        if (String.valueOf(thrown.getMessage()).matches("(?is).*(out of memory|allocate).*")) {
            return new Problem(Problem.Kind.TOO_LARGE, suspect.label() + " ran out of memory", "ask for a smaller picture, or for fewer at once", thrown);
        }
        return book.blame(trace, suspect, Fault.Kind.THREW, "threw " + thrown + where(thrown), thrown, trace.hasRead() || isOf(method, Backend.class) && args != null);
    }

    private static boolean isOf(Method method, Class<?> type) {
        return type.isAssignableFrom(method.getDeclaringClass());
    }

    private static String where(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace()).filter(at -> !at.getClassName().startsWith("java.")).findFirst()
                .map(at -> " (" + at.getFileName() + ":" + at.getLineNumber() + ")").orElse("");
    }
}
