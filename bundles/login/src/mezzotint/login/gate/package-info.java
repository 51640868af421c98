/** The gate before the port: every request is refused there, or goes on knowing who sent it. */
package mezzotint.login.gate;
