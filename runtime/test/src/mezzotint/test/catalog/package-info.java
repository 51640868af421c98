/** The catalog of models and programs, and the comparator. */
package mezzotint.test.catalog;
