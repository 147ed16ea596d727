package io.tributary.lake.commitment;

/** Keys of the footer's key-value metadata. Every file has each of them exactly once. */
public final class FooterKeys {

  /** {@link Commitments#FORMAT_VERSION}. */
  public static final String FORMAT = "tributary.format";

  /** Number of the source, decimal. */
  public static final String SOURCE = "tributary.source";

  /** Length of the data region in bytes, decimal. */
  public static final String DATA_LENGTH = "tributary.data.length";

  /** Length of a leaf in bytes, decimal. */
  public static final String LEAF_SIZE = "tributary.leaf.size";

  /** Base64 (RFC 4648 section 4, padded) of all leaf digests, one after the other. */
  public static final String LEAF_DIGESTS = "tributary.leaf.digests";

  private FooterKeys() {}
}
