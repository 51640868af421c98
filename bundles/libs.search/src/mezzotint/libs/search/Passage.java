package mezzotint.libs.search;

/**
 * A text that is searched.
 *
 * @param owner what it tells of; several passages may tell of one owner
 * @param id of the passage, unique
 */
public record Passage(String owner, String id, String text) {}
