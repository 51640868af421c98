/** Users, sessions, limits, and what attackers try. */
package mezzotint.test.access;
