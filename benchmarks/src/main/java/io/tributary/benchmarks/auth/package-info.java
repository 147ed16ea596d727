/**
 * The authentication service under load: requests per CPU second, latencies, replays.
 *
 * <p>The service runs in a process of its own, whose processor time is its own report; what makes
 * and sends requests must not enter it. Nothing here is run by the build.
 */
package io.tributary.benchmarks.auth;
