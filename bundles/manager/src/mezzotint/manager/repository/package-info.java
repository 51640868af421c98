/** Repositories of plugins: their indexes, jars and lists of revocations. */
package mezzotint.manager.repository;
