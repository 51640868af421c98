package mezzotint.log;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerConsumer;
import org.osgi.service.log.LoggerFactory;

/**
 * OSGi's loggers, which write to those of SLF4J with the same name. Without them Service Component Runtime prints to standard output what
 * goes wrong in plugins' components.
 */
@Component
public final class Slf4jLoggers implements LoggerFactory {

    /** Service Component Runtime says so of a component that hangs, with its own trace; the manager says which plugin it is. */
    private static final String HANGS = "Could not obtain lock";

    @Override
    public Logger getLogger(String name) {
        return getLogger(name, Logger.class);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    @Override
    public <L extends Logger> L getLogger(Class<?> type, Class<L> loggerType) {
        return getLogger(type.getName(), loggerType);
    }

    @Override
    public <L extends Logger> L getLogger(Bundle bundle, String name, Class<L> loggerType) {
        return getLogger(name, loggerType);
    }

    /** @param loggerType {@link FormatterLogger} for messages that are formatted as by {@link String#format}, else as by SLF4J */
    @Override
    public <L extends Logger> L getLogger(String name, Class<L> loggerType) {
        var to = org.slf4j.LoggerFactory.getLogger(name);
        boolean formats = FormatterLogger.class.isAssignableFrom(loggerType);
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (arguments != null && arguments[0] instanceof LoggerConsumer<?> consumer) {
                return consume(consumer, (Logger) proxy);
            }
            return formats && arguments != null ? call(to, method, formatted(arguments), String.class) : call(to, method, arguments, method.getParameterTypes());
        };
        return loggerType.cast(Proxy.newProxyInstance(loggerType.getClassLoader(), new Class<?>[] {loggerType}, handler));
    }

    private static <E extends Exception> Object consume(LoggerConsumer<E> consumer, Logger logger) throws E {
        consumer.accept(logger);
        return null;
    }

    /** The methods of both kinds of loggers have the same names and parameters, but for one. */
    private static Object call(org.slf4j.Logger to, Method method, Object[] arguments, Class<?>... types) throws Throwable {
        String level = method.getName().equals("audit") ? "info" : method.getName();
        if (arguments != null && Arrays.stream(arguments).anyMatch(Slf4jLoggers::hangs)) {
            level = "debug";
        }
        try {
            return (method.getDeclaringClass() == Object.class ? method : org.slf4j.Logger.class.getMethod(level, types)).invoke(to, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean hangs(Object argument) {
        return argument instanceof Throwable e && (HANGS.equals(e.getMessage()) || hangs(e.getCause()));
    }

    private static Object[] formatted(Object[] arguments) {
        Object[] values = arguments.length == 2 && arguments[1] instanceof Object[] list ? list : Arrays.copyOfRange(arguments, 1, arguments.length);
        return new Object[] {String.format((String) arguments[0], values)};
    }
}
