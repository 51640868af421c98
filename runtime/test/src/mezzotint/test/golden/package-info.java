/** Pictures and networks against values of reference implementations. */
package mezzotint.test.golden;
