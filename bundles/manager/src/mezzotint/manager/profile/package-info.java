/** Sets of plugins that are kept under a name, and the states before changes. */
package mezzotint.manager.profile;
