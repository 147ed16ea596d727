package io.tributary.connectors.credentials;

/**
 * How often credentials were needed, and how often the authentication service had to be asked for
 * them; the difference is what keeping them saved. Immutable.
 *
 * @param uses how often somebody needed some
 * @param fetches how often the service was asked; one that is tried again counts once
 */
public record CredentialCalls(long uses, long fetches) {

  /** Of a source that never asks. */
  public static final CredentialCalls NONE = new CredentialCalls(0, 0);
}
