/** Sets of plugins that are kept under a name, and the ways back. */
package mezzotint.manager.profile;
