/**
 * The authentication service: signed requests in, temporary credentials out.
 *
 * <p>The decision is pure and lives here with its ports; whatever touches a network, a disk or a
 * clock is an adapter in a package below. Flink may not enter.
 */
package io.tributary.auth;
