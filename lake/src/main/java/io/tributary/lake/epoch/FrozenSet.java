package io.tributary.lake.epoch;

import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * All files of a miner that an epoch examines, in the order of their object keys, whatever order
 * they came in. A file is known by its index in that order; rows and leaves of all files are
 * numbered through in the same order. Immutable, thread-safe.
 */
public final class FrozenSet {

  /** A set has at most so many files, so that no sum over it leaves 63 bits. */
  public static final int MOST_FILES = 1_000_000;

  private final Hotkey hotkey;
  private final FrozenFile[] files;
  private final long[] rowEnds;
  private final long[] leafEnds;
  private final long sizeBytes;
  private final Octets merkleRoot;

  private FrozenSet(Hotkey hotkey, FrozenFile[] files) {
    this.hotkey = hotkey;
    this.files = files;
    rowEnds = new long[files.length];
    leafEnds = new long[files.length];
    MerkleHasher merkle = new MerkleHasher();
    long rows = 0;
    long leaves = 0;
    long bytes = 0;
    for (int i = 0; i < files.length; i++) {
      rows += files[i].rows();
      leaves += files[i].leaves();
      bytes += files[i].sizeBytes();
      rowEnds[i] = rows;
      leafEnds[i] = leaves;
      merkle.add(files[i].encode());
    }
    sizeBytes = bytes;
    merkleRoot = merkle.root();
  }

  /**
   * The set of these files, in any order.
   *
   * @throws IllegalArgumentException if a file is another miner's or is there twice, or there are
   *     more than {@link #MOST_FILES}
   */
  public static FrozenSet of(Hotkey hotkey, Collection<FrozenFile> files) {
    if (files.size() > MOST_FILES) {
      throw new IllegalArgumentException(
          files.size() + " files of one miner: a frozen set has at most " + MOST_FILES);
    }
    FrozenFile[] sorted = files.toArray(FrozenFile[]::new);
    for (FrozenFile file : sorted) {
      if (!file.key().hotkey().equals(hotkey)) {
        throw new IllegalArgumentException(file.key() + " is no file of " + hotkey);
      }
    }
    Arrays.sort(sorted, FrozenFile.BY_KEY);
    for (int i = 1; i < sorted.length; i++) {
      if (FrozenFile.BY_KEY.compare(sorted[i - 1], sorted[i]) == 0) {
        throw new IllegalArgumentException(sorted[i].key() + " is there twice");
      }
    }
    return new FrozenSet(hotkey, sorted);
  }

  /** Whose files these are. */
  public Hotkey hotkey() {
    return hotkey;
  }

  /** How many files there are. */
  public int size() {
    return files.length;
  }

  /** The file with an index. */
  public FrozenFile file(int index) {
    return files[index];
  }

  /** All files by object key; a view that cannot be changed. */
  public List<FrozenFile> files() {
    return Collections.unmodifiableList(Arrays.asList(files));
  }

  /** The index of the file with a key, if it is in the set. */
  public OptionalInt indexOf(ObjectKey key) {
    int low = 0;
    int high = files.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = FrozenFile.compareKeys(files[middle].key(), key);
      if (order == 0) {
        return key.hotkey().equals(hotkey) ? OptionalInt.of(middle) : OptionalInt.empty();
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return OptionalInt.empty();
  }

  /** Rows of all files. */
  public long rows() {
    return files.length == 0 ? 0 : rowEnds[files.length - 1];
  }

  /** Leaves of the data regions of all files. */
  public long leaves() {
    return files.length == 0 ? 0 : leafEnds[files.length - 1];
  }

  /** Bytes of all files. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** Root of the Merkle tree over the entries of all files. */
  public Octets merkleRoot() {
    return merkleRoot;
  }

  /** The index of the file that holds a row, given its number among all rows. */
  public int fileOfRow(long row) {
    return fileOf(rowEnds, row);
  }

  /** The number of a file's first row among all rows. */
  public long firstRowOf(int index) {
    return index == 0 ? 0 : rowEnds[index - 1];
  }

  /** The index of the file that holds a leaf, given its number among all leaves. */
  public int fileOfLeaf(long leaf) {
    return fileOf(leafEnds, leaf);
  }

  /** The number of a file's first leaf among all leaves. */
  public long firstLeafOf(int index) {
    return index == 0 ? 0 : leafEnds[index - 1];
  }

  private static int fileOf(long[] ends, long number) {
    if (ends.length == 0 || number < 0 || number >= ends[ends.length - 1]) {
      throw new IndexOutOfBoundsException("no number in the set: " + number);
    }
    int found = Arrays.binarySearch(ends, number);
    // Ends are exclusive and rise strictly: a hit belongs to the next file.
    return found >= 0 ? found + 1 : -found - 1;
  }
}
