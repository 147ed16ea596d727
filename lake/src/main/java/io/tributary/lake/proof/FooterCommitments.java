package io.tributary.lake.proof;

import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.commitment.FooterKeys;
import io.tributary.lake.commitment.LeafDigests;
import io.tributary.schemas.SourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.parquet.format.KeyValue;

/**
 * What a file's footer commits to. Immutable.
 *
 * @param source whose table the file belongs to
 * @param dataLength end of the last row group
 * @param leafSize bytes of a leaf
 * @param leaves the digests of the leaves, as many as the data region has
 */
public record FooterCommitments(
    SourceId source, long dataLength, int leafSize, LeafDigests leaves) {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  static FooterCommitments read(List<KeyValue> metadata) throws UnsoundFileException {
    Map<String, String> values = new HashMap<>();
    for (KeyValue entry : metadata) {
      if (values.put(entry.getKey(), entry.isSetValue() ? entry.getValue() : "") != null) {
        throw malformed(entry.getKey(), "stands there twice");
      }
    }
    String format = value(values, FooterKeys.FORMAT);
    if (!format.equals(Commitments.FORMAT_VERSION)) {
      throw malformed(FooterKeys.FORMAT, "is not " + Commitments.FORMAT_VERSION);
    }
    long code = number(values, FooterKeys.SOURCE);
    Optional<SourceId> source = code > 9 ? Optional.empty() : SourceId.fromCode((int) code);
    long dataLength = number(values, FooterKeys.DATA_LENGTH);
    long leafSize = number(values, FooterKeys.LEAF_SIZE);
    if (leafSize < Commitments.MIN_LEAF_BYTES || leafSize > Commitments.MAX_LEAF_BYTES) {
      throw malformed(FooterKeys.LEAF_SIZE, "is out of bounds: " + leafSize);
    }
    LeafDigests leaves =
        LeafDigests.parse(value(values, FooterKeys.LEAF_DIGESTS))
            .orElseThrow(() -> malformed(FooterKeys.LEAF_DIGESTS, "is no list of digests"));
    if (leaves.count() != Commitments.leafCount(dataLength, (int) leafSize)) {
      throw new UnsoundFileException(
          FindingCode.LEAF_COUNT,
          leaves.count() + " leaves for " + dataLength + " bytes of " + leafSize + " each");
    }
    return new FooterCommitments(
        source.orElseThrow(() -> malformed(FooterKeys.SOURCE, "is no source: " + code)),
        dataLength,
        (int) leafSize,
        leaves);
  }

  private static long number(Map<String, String> values, String key) throws UnsoundFileException {
    String text = value(values, key);
    if (!NUMBER.matcher(text).matches()) {
      throw malformed(key, "is no positive number");
    }
    return Long.parseLong(text);
  }

  private static String value(Map<String, String> values, String key) throws UnsoundFileException {
    String value = values.get(key);
    if (value == null) {
      throw malformed(key, "is missing");
    }
    return value;
  }

  private static UnsoundFileException malformed(String key, String what) {
    return new UnsoundFileException(
        FindingCode.COMMITMENTS_MALFORMED, "footer key " + key + " " + what);
  }
}
