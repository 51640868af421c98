/** The package that a plugin of a test exports, with a hook of its own. */
package mezzotint.test.tone;
