/** Users with their passwords, tokens and sessions. */
package mezzotint.login.users;
