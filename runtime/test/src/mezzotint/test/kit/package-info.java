/** What tests share: the framework, the API, other workbenches, commands, raw HTTP and ZIP, and plugins made for a test. */
package mezzotint.test.kit;
