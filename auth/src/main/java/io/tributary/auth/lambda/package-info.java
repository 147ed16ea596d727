/**
 * The service as an AWS Lambda behind an HTTP API: environment in, events in, answers out.
 *
 * <p>Only what Lambda asks for may enter; the HTTP server and decisions may not. What a snapshot
 * must not hold (credentials, randomness, copies of registries) is made after it.
 */
package io.tributary.auth.lambda;
