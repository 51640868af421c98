/** Comparisons, searches and pictures as pages, tables and JSON. */
package mezzotint.comparator.web;
