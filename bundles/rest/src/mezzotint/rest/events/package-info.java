/** What happens, told by WebSocket and by server-sent events. */
package mezzotint.rest.events;
