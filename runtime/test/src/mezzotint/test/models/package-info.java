/** Model files, damaged ones among them. */
package mezzotint.test.models;
