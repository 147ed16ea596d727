/**
 * The service over HTTP: bodies in, decisions out, one audit line each.
 *
 * <p>No rule about who may have what enters here; no signature, token or secret leaves to a log.
 */
package io.tributary.auth.http;
