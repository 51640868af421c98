/** Files that are on the disk whole or not at all. */
package mezzotint.manager.disk;
