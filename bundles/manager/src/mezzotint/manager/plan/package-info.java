/** Turns a wish into a plan: which jars come in, what else must come or go with them, and what to tell the user. Changes nothing. */
package mezzotint.manager.plan;
