package io.tributary.benchmarks.chaos;

import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.replay.ChainFacts;
import io.tributary.lake.replay.PublicRecords;
import io.tributary.lake.replay.PublicRecords.PublishedFreeze;
import io.tributary.lake.replay.RecordsReplay;
import io.tributary.lake.replay.ReplayCheck;
import io.tributary.lake.set.SetRebuild;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.local.verify.ChainQuestions;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays every verdict of a run from its records and the chain. Not thread-safe. */
final class ReplayedVerdicts {

  /** How a replay names the time of the freeze. */
  private static final String IN_TIME = "freeze before its seed";

  private final ValidationRecords records;
  private final ChainQuestions chain;
  private final Map<Long, ChainFacts> facts = new HashMap<>();
  private long late;

  ReplayedVerdicts(ValidationRecords records, URI chain) {
    this.records = records;
    this.chain = new ChainQuestions(List.of(ChainEndpoint.parse(chain.toString())));
  }

  /**
   * For people: in what verdicts differ but that their freeze came late, a line for each that does.
   *
   * @throws IOException if the chain does not answer
   */
  List<String> differences() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Verdict verdict : records.verdicts()) {
      List<ReplayCheck> checks = checks(verdict);
      if (checks.stream().anyMatch(ReplayedVerdicts::isLate)) {
        late++;
      }
      List<ReplayCheck> differing =
          checks.stream()
              .filter(check -> !isLate(check))
              .filter(check -> check.result() != ReplayCheck.Result.SAME)
              .filter(check -> isDifference(check, verdict))
              .toList();
      if (!differing.isEmpty()) {
        differences.add(told(verdict.subject()) + ": " + differing);
      }
    }
    return differences;
  }

  private static boolean isLate(ReplayCheck check) {
    return check.what().equals(IN_TIME) && check.result() == ReplayCheck.Result.DIFFERS;
  }

  /** Verdicts of those that were compared whose freeze was appended after its seed was made. */
  long late() {
    return late;
  }

  /** Everything can be checked here, but the options of a miner's first verdict. */
  private boolean isDifference(ReplayCheck check, Verdict verdict) {
    return check.result() == ReplayCheck.Result.DIFFERS
        || !check.what().equals("options")
        || before(verdict).isPresent();
  }

  private List<ReplayCheck> checks(Verdict verdict) throws IOException {
    Hotkey miner = verdict.subject().hotkey();
    List<PublishedFreeze> freezes =
        records.freezes().stream()
            .filter(one -> one.freeze().hotkey().equals(miner))
            .filter(one -> one.freeze().epoch() <= verdict.subject().epoch())
            .toList();
    Optional<PublishedFreeze> freeze =
        freezes.stream()
            .filter(one -> one.freeze().epoch() == verdict.subject().epoch())
            .findFirst();
    if (freeze.isEmpty()) {
      return RecordsReplay.run(
              verdict,
              new PublicRecords(Optional.empty(), Optional.empty(), List.of(), Optional.empty()),
              ChainFacts.NONE)
          .checks();
    }
    SetRebuild log = new SetRebuild(freezes.stream().map(PublishedFreeze::freeze).toList());
    records.committed().forEach(one -> log.take(one.offset(), one.appendedAt(), one.file()));
    return RecordsReplay.run(
            verdict,
            new PublicRecords(freeze, Optional.of(log), List.of(), before(verdict)),
            chain(freeze.get().freeze()))
        .checks();
  }

  private Optional<Verdict> before(Verdict verdict) {
    return records.verdicts().stream()
        .filter(one -> one.subject().hotkey().equals(verdict.subject().hotkey()))
        .filter(one -> one.subject().epoch() < verdict.subject().epoch())
        .max(Comparator.comparingLong(one -> one.subject().epoch()));
  }

  private ChainFacts chain(Freeze freeze) throws IOException {
    ChainFacts known = facts.get(freeze.epoch());
    if (known == null) {
      known = chain.of(freeze);
      facts.put(freeze.epoch(), known);
    }
    return known;
  }

  private static String told(VerdictSubject subject) {
    return subject.hotkey() + "@" + subject.epoch();
  }
}
