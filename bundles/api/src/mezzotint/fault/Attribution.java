package mezzotint.fault;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps account of on whose behalf plugins are called, where one thread works for others. */
@ProviderType
public interface Attribution {

    /**
     * Has another thread do something for this one, and waits for it. What plugins do there is part of the request that this thread is at work
     * on, and neither work nor wait are the time of the plugin that called.
     *
     * @param thread whose turn may be long in coming; work that has begun is waited for whoever interrupts, since nobody may leave an engine alone
     * @param stalled called once if a plugin came to a standstill in the work, or the request was given up and the work goes on and on, so that its
     *     thread may never come back
     * @throws java.util.concurrent.CancellationException if the request was given up before the work began
     */
    <T> T call(Executor thread, Supplier<T> work, Runnable stalled);
}
