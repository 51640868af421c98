/** Which jars may be installed, what they use, the audit log, and the switch of the network. */
package mezzotint.manager.trust;
