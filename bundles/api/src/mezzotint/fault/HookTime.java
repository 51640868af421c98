package mezzotint.fault;

/**
 * Time that went by in the code of one plugin, what it called from there left out.
 *
 * @param hook in words, as in {@code step hook}
 * @param plugin its id
 * @param seconds of all pictures since the start
 * @param last seconds of the last picture that it had a part in
 */
public record HookTime(String bundle, String hook, String plugin, long calls, double seconds, double last) {}
