package mezzotint.core.registry;

/** A plugin with the parameters that a request sets for it. */
public record ConfiguredHook<H, P extends Record>(H hook, P params) {}
