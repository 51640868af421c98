/** The plugins, models and panels that there are, and what plugins did wrong. */
package mezzotint.rest.plugins;
