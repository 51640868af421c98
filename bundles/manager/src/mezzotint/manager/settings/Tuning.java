package mezzotint.manager.settings;

import java.util.List;

/**
 * How the settings of a bundle are to become others.
 *
 * @param changes names of the settings that do; may be empty
 * @param warnings what is left as it is, and what is lost, in words
 */
public record Tuning(Scope scope, List<String> changes, List<String> warnings) {}
