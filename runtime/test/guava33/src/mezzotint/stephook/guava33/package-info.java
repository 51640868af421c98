/** A step hook that needs Guava 33. */
package mezzotint.stephook.guava33;
