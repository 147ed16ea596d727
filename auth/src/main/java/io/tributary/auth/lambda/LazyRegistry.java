package io.tributary.auth.lambda;

import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import io.tributary.schemas.Hotkey;
import java.util.Objects;
import java.util.Optional;

/**
 * A registry that is opened by the first question, so that a chain that cannot be reached makes
 * answers fail and not the function, and no snapshot holds a copy. Thread-safe.
 */
final class LazyRegistry implements HotkeyRegistry {

  private final Opener opener;
  private HotkeyRegistry opened;

  /** Opens a registry, which may ask a network. */
  interface Opener {
    HotkeyRegistry open() throws RegistryUnavailableException;
  }

  LazyRegistry(Opener opener) {
    this.opener = Objects.requireNonNull(opener, "opener");
  }

  @Override
  public Optional<Registration> find(Hotkey hotkey) throws RegistryUnavailableException {
    return opened().find(hotkey);
  }

  private synchronized HotkeyRegistry opened() throws RegistryUnavailableException {
    if (opened == null) {
      opened = opener.open();
    }
    return opened;
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
