/** What is around an artifact, and where each stands in the picture. */
package mezzotint.comparator.graph;
