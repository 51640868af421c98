/** Measures the catalog and its search against their bars. */
package mezzotint.bench.catalog;
