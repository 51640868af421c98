/** How alike texts and sets of words are. */
package mezzotint.comparator.likeness;
