package io.tributary.lake.epoch;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.commitment.Commitments;
import io.tributary.schemas.ObjectKey;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files of a miner that an earlier epoch drew and could not decide, by object key. They are
 * drawn again in every epoch, additionally, until they are decided. Immutable.
 */
public final class CarriedOver {

  /** No file is undecided. */
  public static final CarriedOver NONE = new CarriedOver(List.of());

  private static final byte[] TAG = Fields.ascii("tributary/freeze-carried-over/1");

  private final List<File> files;

  private CarriedOver(List<File> files) {
    this.files = files;
  }

  /**
   * A file that is undecided.
   *
   * @param key which
   * @param undecidedEpochs in how many epochs, one after the other, it could not be read although a
   *     canary object could: 0 to 255
   */
  public record File(ObjectKey key, int undecidedEpochs) {

    /**
     * @throws IllegalArgumentException if the number is out of bounds
     */
    public File {
      if (undecidedEpochs < 0 || undecidedEpochs > 255) {
        throw new IllegalArgumentException("undecided for " + undecidedEpochs + " epochs");
      }
    }
  }

  /**
   * These files of one miner, in any order.
   *
   * @throws IllegalArgumentException if one is there twice, or they are of several miners
   */
  public static CarriedOver of(Collection<File> files) {
    List<File> sorted =
        files.stream().sorted((a, b) -> FrozenFile.compareKeys(a.key(), b.key())).toList();
    for (int i = 1; i < sorted.size(); i++) {
      ObjectKey before = sorted.get(i - 1).key();
      ObjectKey key = sorted.get(i).key();
      if (!before.hotkey().equals(key.hotkey()) || before.equals(key)) {
        throw new IllegalArgumentException(key + " is another miner's, or there twice");
      }
    }
    return new CarriedOver(sorted);
  }

  /** All of them by object key. */
  public List<File> files() {
    return files;
  }

  /** Those that are still in a set. */
  public CarriedOver in(FrozenSet set) {
    Predicate<File> isThere = file -> set.indexOf(file.key()).isPresent();
    return new CarriedOver(files.stream().filter(isThere).toList());
  }

  /** SHA-256 over tag and, by object key, length of the key (2 bytes), key, and epochs (1 byte). */
  public Octets digest() {
    MessageDigest sha = Commitments.sha256();
    sha.update(TAG);
    for (File file : files) {
      byte[] key = Fields.ascii(file.key().path());
      sha.update((byte) (key.length >>> 8));
      sha.update((byte) key.length);
      sha.update(key);
      sha.update((byte) file.undecidedEpochs());
    }
    return Octets.of(sha.digest());
  }
}
