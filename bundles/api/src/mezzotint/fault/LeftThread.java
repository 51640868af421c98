package mezzotint.fault;

import java.time.Instant;

/**
 * A thread that was left behind in code that did not end when its time was over or its job was cancelled; Java cannot stop it.
 *
 * @param hook simple name in lower case; empty where the workbench itself is at work
 * @param plugin id; empty likewise
 * @param bundle symbolic name of the bundle whose code it is in
 * @param since when it was left
 */
public record LeftThread(String hook, String plugin, String bundle, Instant since) {}
