/** A step hook that needs Guava 14. */
package mezzotint.stephook.guava14;
