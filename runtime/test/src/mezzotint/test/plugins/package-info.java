/** Installing, updating, switching and removing plugins. */
package mezzotint.test.plugins;
