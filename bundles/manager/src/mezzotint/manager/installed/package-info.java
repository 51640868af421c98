/** Which plugin bundles are here, where their jars lie, what users chose of them, and whether one was revoked. */
package mezzotint.manager.installed;
