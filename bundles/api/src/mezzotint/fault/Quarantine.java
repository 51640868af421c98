package mezzotint.fault;

import java.time.Instant;

/**
 * A bundle whose plugins are not offered, until somebody releases it or it is updated.
 *
 * @param reason why, in a sentence
 * @param leak what stays in memory until the workbench is started again; empty if nothing does
 */
public record Quarantine(String bundle, String version, Instant since, String reason, String leak) {}
