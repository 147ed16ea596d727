package io.tributary.local.demo.report;

import io.tributary.local.demo.validate.ValidationFigures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The figures of a demo, cumulative over its folder. Immutable.
 *
 * @param miners what became of each miner's records
 * @param refusedBatches batches refused whole
 * @param seconds wall time of this run
 */
public record DemoFigures(List<MinerFigures> miners, long refusedBatches, double seconds) {

  public DemoFigures {
    miners = List.copyOf(miners);
  }

  /** Records of admitted batches. */
  public long received() {
    return sum(MinerFigures::received);
  }

  /** Records that were the first of their key. */
  public long accepted() {
    return sum(MinerFigures::accepted);
  }

  /** Records whose key somebody had already. */
  public long duplicate() {
    return sum(MinerFigures::duplicate);
  }

  /** Refused records. */
  public long rejected() {
    return sum(MinerFigures::rejectedTotal);
  }

  /** Committed files. */
  public long files() {
    return sum(MinerFigures::files);
  }

  /** Rows in committed files. */
  public long rows() {
    return sum(MinerFigures::rows);
  }

  /** Bytes of committed files. */
  public long bytes() {
    return sum(MinerFigures::bytes);
  }

  /** Refused records by reason code. */
  public Map<String, Long> rejectedByReason() {
    Map<String, Long> reasons = new TreeMap<>();
    miners.forEach(m -> m.rejected().forEach((r, n) -> reasons.merge(r, n, Long::sum)));
    return reasons;
  }

  /** The line of figures that programs read. */
  public String toJsonLine(ValidationFigures verdicts) {
    long tenths = Math.round(seconds * 10);
    return "{\"received\":"
        + received()
        + ",\"accepted\":"
        + accepted()
        + ",\"duplicate\":"
        + duplicate()
        + ",\"rejected\":"
        + rejected()
        + ",\"refusedBatches\":"
        + refusedBatches
        + ",\"files\":"
        + files()
        + ",\"rows\":"
        + rows()
        + ",\"verdicts\":"
        + verdicts.toJson()
        + ",\"seconds\":"
        + tenths / 10
        + "."
        + tenths % 10
        + "}";
  }

  private long sum(ToLongFunction<MinerFigures> figure) {
    return miners.stream().mapToLong(figure).sum();
  }
}
