/**
 * Ways of a signed revocation: to an authentication service, to a topic.
 *
 * <p>What is sent is signed already; no key enters.
 */
package io.tributary.local.revoke;
