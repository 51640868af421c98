/** Plugins that do wrong: that throw, hang, or return what they must not. */
package mezzotint.test.faults;
