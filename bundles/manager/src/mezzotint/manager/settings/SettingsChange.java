package mezzotint.manager.settings;

import java.util.List;

/**
 * What is to be set for the plugins of a bundle.
 *
 * @param changes names of the settings that become others; may be empty
 * @param warnings what is left as it is, and what is lost, in words
 */
public record SettingsChange(Scope scope, List<String> changes, List<String> warnings) {}
