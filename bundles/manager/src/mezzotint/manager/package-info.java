/** Installs, updates, switches and removes bundles of plugins: all of a change or nothing, and never under a picture that is being made. */
package mezzotint.manager;
