/** Jars as they arrive: what their manifests say, and whether they can be read at all. */
package mezzotint.manager.jar;
