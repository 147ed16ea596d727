/**
 * The service whatever carries it: method, path and body in, decisions out, one audit line each.
 *
 * <p>Whoever may have what is decided elsewhere; no server, no Lambda and no clock of its own may
 * enter. No signature, token or secret leaves to a log.
 */
package io.tributary.auth.service;
