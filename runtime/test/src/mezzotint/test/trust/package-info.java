/** Who may bring what in: signatures, revocations, jars that are made to deceive, the switch of the network. */
package mezzotint.test.trust;
