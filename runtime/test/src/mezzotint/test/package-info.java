/** Tests inside the framework, with everything the distribution holds. */
package mezzotint.test;
