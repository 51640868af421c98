/** What administrators set for plugins. */
package mezzotint.manager.settings;
