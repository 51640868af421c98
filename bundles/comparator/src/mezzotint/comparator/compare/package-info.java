/** Artifacts side by side: verdicts, claims, what changed. */
package mezzotint.comparator.compare;
