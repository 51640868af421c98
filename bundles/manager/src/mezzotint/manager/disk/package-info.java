/** Files that are there whole or not at all. */
package mezzotint.manager.disk;
