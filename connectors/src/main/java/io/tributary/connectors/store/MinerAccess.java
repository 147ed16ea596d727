package io.tributary.connectors.store;

import io.tributary.connectors.credentials.AccessDeniedException;
import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Sends requests with the credentials for a miner's prefixes, and with no others.
 *
 * <p>Credentials that the store refuses are replaced once. New ones that are refused for the same
 * reason are not replaced before they grow old: else a miner that may not be read would use up what
 * the authentication service gives. Whatever goes wrong is a {@link StoreException}, {@link
 * StoreFailure#INTERRUPTED} with the interrupt status set. Thread-safe.
 */
final class MinerAccess implements AutoCloseable {

  private static final int MOST_REMEMBERED = 1024;

  private final S3Client client;
  private final Retries retries;
  private final CredentialSource credentials;
  private final Map<Hotkey, Refused> refused =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hotkey, Refused> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** Credentials that were refused when they were new. */
  private record Refused(IssuedCredentials credentials, StoreFailure failure) {}

  /** One request. What it throws beside {@link StoreException} is taken for a broken answer. */
  @FunctionalInterface
  interface Request<T> {
    T send(S3Client client, AwsRequestOverrideConfiguration as) throws StoreException;
  }

  /** Opens no connection yet. The credentials stay open when this is closed. */
  MinerAccess(StoreOptions options, CredentialSource credentials) {
    this(S3Clients.client(options), Retries.of(options), credentials);
  }

  MinerAccess(S3Client client, Retries retries, CredentialSource credentials) {
    this.client = client;
    this.retries = retries;
    this.credentials = credentials;
  }

  /**
   * Sends a request, and again what may pass.
   *
   * @param action for messages
   * @throws StoreException if it is refused, not answered, or the credentials cannot be had
   */
  <T> T send(Hotkey miner, String action, Request<T> request) throws StoreException {
    IssuedCredentials issued = issued(miner, action);
    try {
      return attempt(action, request, issued);
    } catch (StoreException e) {
      if (!concernsCredentials(e) || isKnown(miner, issued, e.failure())) {
        throw e;
      }
    }
    credentials.invalidate(miner, issued);
    IssuedCredentials fresh = issued(miner, action);
    try {
      return attempt(action, request, fresh);
    } catch (StoreException e) {
      if (concernsCredentials(e)) {
        remember(miner, fresh, e.failure());
      }
      throw e;
    }
  }

  private <T> T attempt(String action, Request<T> request, IssuedCredentials issued)
      throws StoreException {
    AwsRequestOverrideConfiguration as = S3Clients.as(issued);
    try {
      return retries.call(() -> once(action, request, as));
    } catch (StoreException e) {
      if (e.failure() == StoreFailure.INTERRUPTED) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  private <T> T once(String action, Request<T> request, AwsRequestOverrideConfiguration as)
      throws StoreException {
    if (Thread.currentThread().isInterrupted()) {
      throw new StoreException(StoreFailure.INTERRUPTED, "interrupted before " + action);
    }
    try {
      return request.send(client, as);
    } catch (SdkException e) {
      throw StoreFailures.of(action, e);
    } catch (RuntimeException e) {
      // Of a client that was closed, or an answer that no store gives.
      throw new StoreException(
          StoreFailure.UNAVAILABLE,
          action + " had no answer that can be read: " + e.getClass().getSimpleName());
    }
  }

  private IssuedCredentials issued(Hotkey miner, String action) throws StoreException {
    try {
      return credentials.forMiner(miner);
    } catch (AccessDeniedException e) {
      throw new StoreException(
          StoreFailure.DENIED, action + " has no credentials: " + e.getMessage());
    } catch (AuthUnavailableException e) {
      throw new StoreException(
          StoreFailure.UNAVAILABLE, action + " has no credentials: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          StoreFailure.INTERRUPTED, "interrupted while " + action + " waited for credentials");
    }
  }

  private static boolean concernsCredentials(StoreException e) {
    return e.failure() == StoreFailure.EXPIRED || e.failure() == StoreFailure.DENIED;
  }

  private synchronized boolean isKnown(
      Hotkey miner, IssuedCredentials issued, StoreFailure failure) {
    return new Refused(issued, failure).equals(refused.get(miner));
  }

  private synchronized void remember(Hotkey miner, IssuedCredentials fresh, StoreFailure failure) {
    refused.put(miner, new Refused(fresh, failure));
  }

  @Override
  public void close() {
    client.close();
  }
}
