package io.tributary.hotkey.batch;

import io.tributary.schemas.Hotkey;
import java.util.Objects;
import java.util.Optional;

/** From whom, for whom and in which stream batches are written. Immutable. */
public final class BatchOrigin {

  /** Longest grant that leaves room in the space reserved for a batch's header. */
  static final int MAX_GRANT_BYTES = 3 << 10;

  private final Hotkey hotkey;
  private final byte[] grant;
  private final String audience;
  private final int netuid;
  private final StreamId stream;

  private BatchOrigin(Hotkey hotkey, byte[] grant, String audience, int netuid, StreamId stream) {
    this.hotkey = Objects.requireNonNull(hotkey, "hotkey");
    this.grant = grant;
    this.audience = Objects.requireNonNull(audience, "audience");
    this.netuid = netuid;
    this.stream = Objects.requireNonNull(stream, "stream");
  }

  /** Batches that the hotkey signs itself, for a deployment's audience on a subnet. */
  public static BatchOrigin ofHotkey(Hotkey hotkey, String audience, int netuid, StreamId stream) {
    return new BatchOrigin(hotkey, null, audience, netuid, stream);
  }

  /**
   * Batches that a session key signs under the hotkey's grant.
   *
   * @param grant the encoded signed grant, copied
   * @throws IllegalArgumentException if the grant is empty or longer than 3 KiB
   */
  public static BatchOrigin ofSession(
      Hotkey hotkey, byte[] grant, String audience, int netuid, StreamId stream) {
    if (grant.length == 0 || grant.length > MAX_GRANT_BYTES) {
      throw new IllegalArgumentException(
          "a grant has 1 to " + MAX_GRANT_BYTES + " bytes, not " + grant.length);
    }
    return new BatchOrigin(hotkey, grant.clone(), audience, netuid, stream);
  }

  /** The miner. */
  public Hotkey hotkey() {
    return hotkey;
  }

  /** The hotkey's grant for the signing key, if that is not the hotkey itself. */
  Optional<byte[]> grant() {
    return Optional.ofNullable(grant);
  }

  /** The deployment. */
  public String audience() {
    return audience;
  }

  /** The subnet. */
  public int netuid() {
    return netuid;
  }

  /** The installation. */
  public StreamId stream() {
    return stream;
  }
}
