/** Requests that are handed in, the jobs they become, and the queue. */
package mezzotint.rest.jobs;
