/** Artifacts for a need in words, by words and meaning. */
package mezzotint.comparator.search;
