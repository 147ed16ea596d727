package io.tributary.hotkey.registry;

import io.tributary.schemas.Hotkey;
import java.util.Optional;

/**
 * Which hotkeys are registered on the subnet now. Implementations are thread-safe; whoever opened
 * one closes it.
 */
public interface HotkeyRegistry extends AutoCloseable {

  /**
   * The hotkey's registration, or empty if it is not registered.
   *
   * @throws RegistryUnavailableException if that cannot be told now
   */
  Optional<Registration> find(Hotkey hotkey) throws RegistryUnavailableException;

  /** Ends what works in the background, if anything does. */
  @Override
  default void close() {}
}
