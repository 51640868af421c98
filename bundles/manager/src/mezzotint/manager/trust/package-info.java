/** Who may bring plugins in, what they ask for, the audit log, and the switch of the network. */
package mezzotint.manager.trust;
