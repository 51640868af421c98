/** OSGi's log service on top of SLF4J. */
package mezzotint.log;
