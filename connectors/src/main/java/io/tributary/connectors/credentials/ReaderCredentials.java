package io.tributary.connectors.credentials;

import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Credentials of a reader that knows its own trouble: it remembers when some could not be had for
 * another reason than the miner's, because the service did not answer, or the reader has lost its
 * registration, permit or stake. What could not be read then says nothing of any miner.
 * Thread-safe.
 */
public final class ReaderCredentials implements CredentialSource {

  private final CredentialSource credentials;
  private final Duration memory;
  private final InstantSource clock;
  private volatile Instant troubledUntil = Instant.MIN;

  /**
   * @param credentials is asked, and closed with this
   * @param memory how long trouble is remembered
   */
  public ReaderCredentials(CredentialSource credentials, Duration memory, InstantSource clock) {
    this.credentials = Objects.requireNonNull(credentials, "credentials");
    this.memory = Objects.requireNonNull(memory, "memory");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public IssuedCredentials forMiner(Hotkey hotkey)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException {
    try {
      return credentials.forMiner(hotkey);
    } catch (AccessDeniedException e) {
      if (!e.reason().equals(AccessReason.MINER_NOT_REGISTERED.name())) {
        remember();
      }
      throw e;
    } catch (AuthUnavailableException e) {
      remember();
      throw e;
    }
  }

  private void remember() {
    troubledUntil = clock.instant().plus(memory);
  }

  /** Whether the reader itself was in trouble lately. */
  public boolean isTroubled() {
    return clock.instant().isBefore(troubledUntil);
  }

  @Override
  public void invalidate(Hotkey hotkey, IssuedCredentials refused) {
    credentials.invalidate(hotkey, refused);
  }

  @Override
  public CredentialCalls calls() {
    return credentials.calls();
  }

  @Override
  public void close() {
    credentials.close();
  }
}
