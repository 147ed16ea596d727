package io.tributary.lake.verdict;

import java.util.Map;
import java.util.TreeMap;

/** Verdicts in bytes, for a fuzzer to begin with. */
public final class VerdictSeeds {

  private VerdictSeeds() {}

  /** By name. */
  public static Map<String, byte[]> all() {
    Map<String, byte[]> seeds = new TreeMap<>();
    seeds.put("pass", VerdictCodec.encode(Verdicts.pass()));
    seeds.put("fail", VerdictCodec.encode(Verdicts.fail()));
    seeds.put("no-evidence", VerdictCodec.encode(Verdicts.noEvidence()));
    seeds.put("without", VerdictCodec.encode(Verdicts.passWithout(2)));
    seeds.put("version-1", VerdictCodec.encode(Verdicts.unstated(Verdicts.pass())));
    seeds.put("thresholds", VerdictCodec.encode(Verdicts.unusual(Verdicts.pass())));
    seeds.put("signed", SignedVerdict.sign(Verdicts.fail(), Verdicts.VALIDATOR).encode());
    return seeds;
  }
}
