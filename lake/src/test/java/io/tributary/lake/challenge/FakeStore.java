package io.tributary.lake.challenge;

import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.schemas.ObjectKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A store with versions in memory, whose calls can be made to fail. */
final class FakeStore implements RangeSource {

  /** What happens at a call, before it is answered. */
  interface Trouble {
    void at(int call) throws ReadException;
  }

  private final Map<String, List<byte[]>> objects = new HashMap<>();
  private final List<ByteRange> ranges = new ArrayList<>();
  private Trouble trouble = call -> {};
  private int calls;
  private int corruptedReads;

  /** Puts an object; answers its version. */
  ObjectVersion put(ObjectKey key, byte[] bytes) {
    List<byte[]> versions = objects.computeIfAbsent(key.path(), any -> new ArrayList<>());
    versions.add(bytes);
    return ObjectVersion.versionId("v" + versions.size());
  }

  ObjectVersion put(SignedFile file) {
    return put(file.key(), file.bytes());
  }

  /** Deletes with a marker: versions stay. */
  void delete(ObjectKey key) {
    objects.get(key.path()).add(null);
  }

  void trouble(Trouble next) {
    trouble = next;
  }

  /** So many reads from now on come back with a flipped bit. */
  void corruptReads(int reads) {
    corruptedReads = reads;
  }

  List<ByteRange> ranges() {
    return ranges;
  }

  @Override
  public ObjectHead head(ObjectKey key, ObjectVersion version) throws ReadException {
    trouble.at(calls++);
    return head(version, get(key, version));
  }

  @Override
  public ObjectHead headCurrent(ObjectKey key) throws ReadException {
    trouble.at(calls++);
    List<byte[]> versions = objects.getOrDefault(key.path(), List.of());
    byte[] bytes = versions.isEmpty() ? null : versions.get(versions.size() - 1);
    if (bytes == null) {
      throw new ReadException(ReadException.Fault.MISSING, "404");
    }
    return head(ObjectVersion.versionId("v" + versions.size()), bytes);
  }

  @Override
  public byte[] read(ObjectKey key, ObjectVersion version, ByteRange range) throws ReadException {
    trouble.at(calls++);
    ranges.add(range);
    byte[] bytes = get(key, version);
    int from = (int) Math.min(bytes.length, range.offset());
    byte[] part = Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, range.end()));
    if (corruptedReads > 0) {
      corruptedReads--;
      part[part.length / 2] ^= 1;
    }
    return part;
  }

  private ObjectHead head(ObjectVersion version, byte[] bytes) {
    String etag = etag(bytes);
    return version.kind() == ObjectVersion.Kind.ETAG
        ? new ObjectHead(Optional.empty(), etag, bytes.length)
        : new ObjectHead(Optional.of(version.text()), etag, bytes.length);
  }

  static String etag(byte[] bytes) {
    return Integer.toHexString(Arrays.hashCode(bytes));
  }

  private byte[] get(ObjectKey key, ObjectVersion version) throws ReadException {
    List<byte[]> versions = objects.getOrDefault(key.path(), List.of());
    Supplier<ReadException> missing =
        () -> new ReadException(ReadException.Fault.MISSING, "no version " + version.text());
    if (version.kind() == ObjectVersion.Kind.ETAG) {
      byte[] bytes = versions.isEmpty() ? null : versions.get(versions.size() - 1);
      if (bytes == null) {
        throw missing.get();
      }
      if (!etag(bytes).equals(version.text())) {
        throw new ReadException(ReadException.Fault.ALTERED, "412");
      }
      return bytes;
    }
    int index = Integer.parseInt(version.text().substring(1)) - 1;
    byte[] bytes = index < versions.size() ? versions.get(index) : null;
    if (bytes == null) {
      throw missing.get();
    }
    return bytes;
  }
}
