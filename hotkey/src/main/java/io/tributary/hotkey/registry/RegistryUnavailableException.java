package io.tributary.hotkey.registry;

/** The registry cannot be read, or what was read of it is too old to be relied on. */
public final class RegistryUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
