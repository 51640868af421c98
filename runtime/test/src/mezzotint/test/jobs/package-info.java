/** Requests, jobs and pictures by the workbench's own API. */
package mezzotint.test.jobs;
