package io.tributary.benchmarks.chaos;

import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.Hotkey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the validation published, beside what it had to. Nobody altered the lake and all miners are
 * honest: nothing may be found but missing evidence. Immutable.
 *
 * @param epochs in which somebody was frozen
 * @param verdicts published ones
 * @param failed of them
 * @param noEvidence of them
 * @param faults findings that are more than missing evidence, of whatever party
 * @param foreign freezes and verdicts that another one than the validator signed
 * @param missing freezes without verdict, verdicts without freeze, and miners without either
 * @param twice freezes and verdicts whose miner and epoch has one already
 * @param passedBy miners that were passed by in an epoch of others, since its seed was final
 * @param late freezes that were appended after their seed block was made
 * @param unfrozen committed files that are in no set of the last epoch
 * @param reasons how often what was found
 * @param differences of verdicts from their replays, for people
 */
record ValidationAccount(
    long epochs,
    long verdicts,
    long failed,
    long noEvidence,
    long faults,
    long foreign,
    long missing,
    long twice,
    long passedBy,
    long late,
    long unfrozen,
    Map<VerdictReason, Integer> reasons,
    List<String> differences) {

  private static final int TOLD = 8;

  ValidationAccount {
    reasons = new TreeMap<>(reasons);
    differences = List.copyOf(differences);
  }

  /** A miner in an epoch. */
  private record MinerEpoch(Hotkey hotkey, long epoch) {}

  /**
   * Judges.
   *
   * @param files committed files of each miner that has any
   * @param validator whose freezes and verdicts are wanted
   * @param late freezes that were appended after their seed block was made
   * @param differences of verdicts from their replays
   */
  static ValidationAccount of(
      Map<Hotkey, Long> files,
      Hotkey validator,
      List<Freeze> freezes,
      List<Verdict> verdicts,
      long late,
      List<String> differences) {
    Map<MinerEpoch, Freeze> frozen = new HashMap<>();
    Set<MinerEpoch> judged = new HashSet<>();
    long twice = 0;
    for (Freeze freeze : freezes) {
      twice += frozen.put(new MinerEpoch(freeze.hotkey(), freeze.epoch()), freeze) == null ? 0 : 1;
    }
    for (Verdict verdict : verdicts) {
      twice += judged.add(of(verdict)) ? 0 : 1;
    }
    long missing =
        frozen.keySet().stream().filter(one -> !judged.contains(one)).count()
            + judged.stream().filter(one -> !frozen.containsKey(one)).count()
            + files.keySet().stream().filter(hotkey -> first(hotkey, frozen.keySet()) < 0).count();
    Map<VerdictReason, Integer> reasons = new TreeMap<>();
    verdicts.stream()
        .flatMap(Verdict::allFindings)
        .map(VerdictFinding::reason)
        .forEach(reason -> reasons.merge(reason, 1, Integer::sum));
    return new ValidationAccount(
        frozen.keySet().stream().map(MinerEpoch::epoch).distinct().count(),
        verdicts.size(),
        count(verdicts, Outcome.FAIL),
        count(verdicts, Outcome.NO_EVIDENCE),
        reasons.entrySet().stream()
            .filter(entry -> entry.getKey().outcome() == Outcome.FAIL)
            .mapToLong(Map.Entry::getValue)
            .sum(),
        freezes.stream().filter(one -> !one.validator().equals(validator)).count()
            + verdicts.stream().filter(one -> !one.subject().validator().equals(validator)).count(),
        missing,
        twice,
        passedBy(frozen.keySet()),
        late,
        unfrozen(files, frozen),
        reasons,
        differences);
  }

  private static MinerEpoch of(Verdict verdict) {
    return new MinerEpoch(verdict.subject().hotkey(), verdict.subject().epoch());
  }

  private static long count(List<Verdict> verdicts, Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }

  /** The first epoch of a miner; -1 if it has none. */
  private static long first(Hotkey hotkey, Set<MinerEpoch> frozen) {
    return frozen.stream()
        .filter(one -> one.hotkey().equals(hotkey))
        .mapToLong(MinerEpoch::epoch)
        .min()
        .orElse(-1);
  }

  private static long passedBy(Set<MinerEpoch> frozen) {
    Set<Long> epochs = new HashSet<>();
    Set<Hotkey> miners = new HashSet<>();
    frozen.forEach(one -> epochs.add(one.epoch()));
    frozen.forEach(one -> miners.add(one.hotkey()));
    long passedBy = 0;
    for (Hotkey miner : miners) {
      long first = first(miner, frozen);
      passedBy +=
          epochs.stream()
              .filter(epoch -> epoch > first && !frozen.contains(new MinerEpoch(miner, epoch)))
              .count();
    }
    return passedBy;
  }

  private static long unfrozen(Map<Hotkey, Long> files, Map<MinerEpoch, Freeze> frozen) {
    long last = frozen.keySet().stream().mapToLong(MinerEpoch::epoch).max().orElse(-1);
    long unfrozen = 0;
    for (Map.Entry<Hotkey, Long> entry : files.entrySet()) {
      Freeze freeze = frozen.get(new MinerEpoch(entry.getKey(), last));
      unfrozen += Math.abs(entry.getValue() - (freeze == null ? 0 : freeze.files()));
    }
    return unfrozen;
  }

  /** Whether every file is in the last epoch, and every freeze has one verdict that may be. */
  boolean ok() {
    return verdicts > 0
        && failed == 0
        && faults == 0
        && foreign == 0
        && missing == 0
        && twice == 0
        && unfrozen == 0
        && differences.isEmpty();
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "validation: %d epochs, %d verdicts, %d failed, %d without evidence; %d missing, %d twice, %d not replayed; %d passed by, %d frozen late"
            .formatted(
                epochs,
                verdicts,
                failed,
                noEvidence,
                missing,
                twice,
                differences.size(),
                passedBy,
                late));
    if (!reasons.isEmpty()) {
      lines.add("found: " + reasons);
    }
    if (unfrozen > 0) {
      lines.add("✘ Committed files that the last epoch did not freeze: " + unfrozen);
    }
    if (faults > 0 || failed > 0) {
      lines.add("✘ Honest miners, or an unaltered lake, were found at fault.");
    }
    if (foreign > 0) {
      lines.add("✘ Somebody else signed " + foreign + " freezes or verdicts.");
    }
    differences.stream().limit(TOLD).forEach(line -> lines.add("✘ not replayed: " + line));
    return lines;
  }
}
