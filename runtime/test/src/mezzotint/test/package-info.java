/** The tests that need the framework: {@link mezzotint.test.TestRunner} runs them where the workbench runs. A package for each theme; what they share is in kit. */
package mezzotint.test;
