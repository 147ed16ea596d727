package io.tributary.lake.draw;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A second implementation of freeze digest, seed, generator and draws, written from
 * docs/formats.md, as plainly as can be and with no code of the first.
 */
final class NaiveDraw {

  /** A file of a set, as the document names its fields. */
  record Entry(
      String key,
      int versionKind,
      String version,
      long size,
      long dataLength,
      int leafSize,
      long rows,
      byte[] tailDigest) {

    byte[] bytes() {
      return join(
          sized(ascii(key)),
          varint(versionKind),
          sized(version.getBytes(StandardCharsets.UTF_8)),
          varint(size),
          varint(dataLength),
          varint(leafSize),
          varint(rows),
          sized(tailDigest));
    }

    long leaves() {
      return (dataLength + leafSize - 1) / leafSize;
    }

    long nameTime() {
      return Long.parseLong(
          key.substring(key.lastIndexOf('/') + 6).substring(0, 15).replace("_", ""));
    }
  }

  private final List<Entry> set;
  private final byte[] seed;

  /**
   * @param set in any order
   */
  NaiveDraw(List<Entry> set, byte[] seed) {
    this.set = sorted(set);
    this.seed = seed;
  }

  static byte[] seed(int netuid, long epoch, String miner, byte[] frozen, byte[] blockHash) {
    return sha(
        ascii("tributary/seed/1"),
        number(netuid, 2),
        number(epoch, 8),
        ascii(miner),
        frozen,
        blockHash);
  }

  static byte[] root(List<Entry> unsorted) {
    return tree(sorted(unsorted));
  }

  private static byte[] tree(List<Entry> entries) {
    if (entries.isEmpty()) {
      return sha();
    }
    if (entries.size() == 1) {
      return sha(new byte[] {0}, entries.get(0).bytes());
    }
    int left = Integer.highestOneBit(entries.size() - 1);
    return sha(
        new byte[] {1},
        tree(entries.subList(0, left)),
        tree(entries.subList(left, entries.size())));
  }

  /** The lines of a sample: {@code leaf FILE LEAF}, {@code KIND FILE ROW}, {@code id-scan FILE}. */
  List<String> lines(
      String confidence,
      String tolerated,
      int rowDraws,
      int largest,
      int scans,
      List<String> carriedOver) {
    List<String> lines = new ArrayList<>();
    if (set.isEmpty()) {
      return lines;
    }
    List<Long> leaves = set.stream().map(Entry::leaves).toList();
    List<Long> rows = set.stream().map(Entry::rows).toList();
    List<Long> ones = set.stream().map(entry -> 1L).toList();
    for (BigInteger leaf :
        new Stream("leaves").distinct(count(confidence, tolerated), sum(leaves))) {
      lines.add("leaf " + place(leaves, leaf));
    }
    int suspicion = rowDraws * 10 / 100;
    int files = rowDraws * 20 / 100;
    Stream stream = new Stream("rows");
    for (int i = 0; i < rowDraws - files - suspicion; i++) {
      lines.add("ROWS " + place(rows, stream.below(sum(rows))));
    }
    stream = new Stream("files");
    for (int i = 0; i < files; i++) {
      lines.add("FILES " + rowOf(index(ones, stream.below(sum(ones))), stream));
    }
    List<Long> points = points();
    List<Long> weights = points.stream().allMatch(p -> p == 0) ? ones : points;
    stream = new Stream("suspicion");
    for (int i = 0; i < suspicion; i++) {
      lines.add("SUSPICION " + rowOf(index(weights, stream.below(sum(weights))), stream));
    }
    stream = new Stream("largest");
    List<Integer> bySize = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      bySize.add(i);
    }
    bySize.sort(Comparator.comparing((Integer i) -> -rows.get(i)).thenComparing(i -> i));
    for (int file : new TreeSet<>(bySize.subList(0, Math.min(largest, set.size())))) {
      lines.add("LARGEST " + rowOf(file, stream));
    }
    stream = new Stream("carried-over");
    for (int file = 0; file < set.size(); file++) {
      if (carriedOver.contains(set.get(file).key())) {
        lines.add("CARRIED_OVER " + rowOf(file, stream));
      }
    }
    stream = new Stream("id-scans");
    TreeSet<Integer> scanned = new TreeSet<>();
    for (int i = 0; i < scans; i++) {
      scanned.add(index(rows, stream.below(sum(rows))));
    }
    scanned.forEach(file -> lines.add("id-scan " + file));
    return lines;
  }

  List<Long> points() {
    List<Long> points = new ArrayList<>();
    List<Long> times = set.stream().map(Entry::nameTime).sorted(Comparator.reverseOrder()).toList();
    for (Entry entry : set) {
      long same = set.stream().filter(other -> other.size() == entry.size()).count();
      long newest = times.get((set.size() + 9) / 10 - 1);
      points.add((same >= 3 ? 2L : 0) + (entry.nameTime() >= newest ? 1 : 0) + odd(entry));
    }
    return points;
  }

  private long odd(Entry entry) {
    List<Entry> source =
        set.stream().filter(e -> e.key().charAt(5) == entry.key().charAt(5)).toList();
    List<Long> perRow =
        source.stream().map(e -> 1000 * e.dataLength() / e.rows()).sorted().toList();
    List<Long> rows = source.stream().map(Entry::rows).sorted().toList();
    long bytes = 1000 * entry.dataLength() / entry.rows();
    long medianBytes = perRow.get((source.size() - 1) / 2);
    long medianRows = rows.get((source.size() - 1) / 2);
    boolean oddBytes = 2 * bytes < medianBytes || bytes > 2 * medianBytes;
    boolean oddRows = 4 * entry.rows() < medianRows || entry.rows() > 4 * medianRows;
    return (oddBytes ? 2L : 0L) + (oddRows ? 1L : 0L);
  }

  static int count(String confidence, String tolerated) {
    BigDecimal kept = BigDecimal.ONE.subtract(new BigDecimal(tolerated));
    BigDecimal allowed = BigDecimal.ONE.subtract(new BigDecimal(confidence));
    BigDecimal missed = kept;
    int count = 1;
    while (missed.compareTo(allowed) > 0) {
      missed = missed.multiply(kept);
      count++;
    }
    return count;
  }

  private String rowOf(int file, Stream stream) {
    return file + " " + stream.below(BigInteger.valueOf(set.get(file).rows()));
  }

  private static List<Entry> sorted(List<Entry> entries) {
    return entries.stream().sorted(Comparator.comparing(Entry::key)).toList();
  }

  /** File, and number within it, of a number counted through all files. */
  private static String place(List<Long> counts, BigInteger number) {
    int file = index(counts, number);
    return file + " " + number.subtract(sum(counts.subList(0, file)));
  }

  private static int index(List<Long> counts, BigInteger number) {
    int file = 0;
    while (sum(counts.subList(0, file + 1)).compareTo(number) <= 0) {
      file++;
    }
    return file;
  }

  private static BigInteger sum(List<Long> counts) {
    return counts.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private final class Stream {

    private final byte[] label;
    private long used;

    Stream(String label) {
      this.label = ascii(label);
    }

    private BigInteger next() {
      byte[] block =
          sha(ascii("tributary/draw/1"), seed, number(label.length, 1), label, number(used / 4, 8));
      int at = (int) (used % 4) * 8;
      used++;
      return new BigInteger(1, Arrays.copyOfRange(block, at, at + 8));
    }

    BigInteger below(BigInteger bound) {
      BigInteger all = BigInteger.ONE.shiftLeft(64);
      BigInteger limit = all.subtract(all.mod(bound));
      BigInteger number = next();
      while (number.compareTo(limit) >= 0) {
        number = next();
      }
      return number.mod(bound);
    }

    SortedSet<BigInteger> distinct(int count, BigInteger bound) {
      SortedSet<BigInteger> numbers = new TreeSet<>();
      BigInteger from = bound.subtract(BigInteger.valueOf(count)).max(BigInteger.ZERO);
      boolean all = from.signum() == 0;
      for (BigInteger last = from; last.compareTo(bound) < 0; last = last.add(BigInteger.ONE)) {
        BigInteger number = all ? last : below(last.add(BigInteger.ONE));
        numbers.add(numbers.contains(number) ? last : number);
      }
      return numbers;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] number(long value, int bytes) {
    byte[] eight = ByteBuffer.allocate(8).putLong(value).array();
    return Arrays.copyOfRange(eight, 8 - bytes, 8);
  }

  private static byte[] varint(long value) {
    ByteBuffer bytes = ByteBuffer.allocate(10);
    long rest = value * 2;
    while (rest >= 128) {
      bytes.put((byte) (rest % 128 + 128));
      rest /= 128;
    }
    bytes.put((byte) rest);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static byte[] sized(byte[] bytes) {
    return join(varint(bytes.length), bytes);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] sha(byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(join(parts));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
