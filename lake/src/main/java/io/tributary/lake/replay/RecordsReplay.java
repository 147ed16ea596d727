package io.tributary.lake.replay;

import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.replay.PublicRecords.PublishedFreeze;
import io.tributary.lake.replay.PublicRecords.PublishedRevocation;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictReplay;
import io.tributary.lake.verdict.VerdictSubject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replays a verdict from public records: freeze, set, seed and draws, and what its findings make of
 * files and miner. Everything is compared that can be, whatever differs before it. Pure.
 */
public final class RecordsReplay {

  private static final String FREEZE = "freeze";
  private static final String DRAWS = "draws and outcomes";

  /** So many differences of draws are told. */
  private static final int TOLD = 16;

  private RecordsReplay() {}

  /**
   * What came of it.
   *
   * @param checks what was compared
   * @param drawn what is to be read again; empty if the set could not be put together
   */
  public record Replayed(List<ReplayCheck> checks, Optional<Drawn> drawn) {

    /** Copies the list. */
    public Replayed {
      checks = List.copyOf(checks);
    }
  }

  /**
   * What was drawn, by the records.
   *
   * @param set the frozen set
   * @param sample of it
   * @param revocations that the freeze states, by which grants are judged
   */
  public record Drawn(FrozenSet set, Sample sample, KnownRevocations revocations) {}

  /** Replays a verdict whose signature holds. */
  public static Replayed run(Verdict verdict, PublicRecords records, ChainFacts chain) {
    List<ReplayCheck> checks = new ArrayList<>();
    if (records.freeze().isEmpty()) {
      checks.add(
          ReplayCheck.differs(
              FREEZE,
              "the validator published none of the miner for epoch " + verdict.subject().epoch()));
      return new Replayed(checks, Optional.empty());
    }
    PublishedFreeze published = records.freeze().get();
    Freeze freeze = published.freeze();
    checks.add(basis(verdict, freeze));
    checks.add(block("freeze block", freeze.freezeBlockHash(), chain.freezeBlock()));
    checks.add(inTime(published, chain));
    Optional<FrozenSet> set = SetReplay.set(verdict, published, records.log(), checks);
    List<PublishedRevocation> revocations =
        SetReplay.revocations(freeze, records.revocations(), checks);
    checks.add(options(verdict, records.before()));
    checks.add(block("seed block", verdict.basis().seedBlockHash(), chain.seedBlock()));
    if (set.isEmpty()) {
      checks.add(ReplayCheck.notChecked(DRAWS, "the frozen set is not known"));
      return new Replayed(checks, Optional.empty());
    }
    CarriedOver carried = SetReplay.carriedOver(freeze, set.get(), records.before(), checks);
    BlockHash seed = chain.seedBlock().orElse(verdict.basis().seedBlockHash());
    checks.addAll(draws(verdict, freeze, set.get(), carried, seed));
    Sample sample = VerdictReplay.sample(verdict, freeze, set.get(), carried, seed);
    return new Replayed(checks, Optional.of(new Drawn(set.get(), sample, known(revocations))));
  }

  private static ReplayCheck basis(Verdict verdict, Freeze freeze) {
    if (!verdict.subject().equals(VerdictSubject.of(freeze, freeze.validator()))) {
      return ReplayCheck.differs(FREEZE, "it is of another miner, epoch or deployment");
    }
    DrawBasis stated = verdict.basis();
    DrawBasis frozen = DrawBasis.of(freeze, stated.seedBlockHash(), stated.options());
    return ReplayCheck.of(
        FREEZE,
        stated.equals(frozen),
        "frozen digest " + freeze.frozenDigest().hex(),
        "the verdict rests on " + told(stated) + "; published was " + told(frozen));
  }

  private static String told(DrawBasis basis) {
    return "%s with %d files, %d rows, %d leaves"
        .formatted(
            basis.frozenDigest().hex(), basis.setFiles(), basis.setRows(), basis.setLeaves());
  }

  private static ReplayCheck block(String what, BlockHash stated, Optional<BlockHash> chain) {
    return chain
        .map(
            hash ->
                ReplayCheck.of(
                    what,
                    hash.equals(stated),
                    hash.hex(),
                    "the chain has " + hash + ", stated is " + stated))
        .orElseGet(() -> ReplayCheck.notChecked(what, "no chain was asked; stated is " + stated));
  }

  private static ReplayCheck inTime(PublishedFreeze published, ChainFacts chain) {
    String what = "freeze before its seed";
    return chain
        .seedTime()
        .map(
            time ->
                ReplayCheck.of(
                    what,
                    !published.appendedAt().isAfter(time),
                    "appended " + published.appendedAt() + ", seed block of " + time,
                    "appended " + published.appendedAt() + ", after the seed block of " + time))
        .orElseGet(
            () ->
                ReplayCheck.notChecked(
                    what,
                    "the time of the seed block is not known; appended " + published.appendedAt()));
  }

  /** The deployment's options are fixed: they are those of the verdict before. */
  private static ReplayCheck options(Verdict verdict, Optional<Verdict> before) {
    String what = "options";
    String stated = told(verdict);
    if (before.isEmpty()) {
      return ReplayCheck.notChecked(what, "there is no earlier verdict; stated are " + stated);
    }
    List<String> thresholds =
        before
            .get()
            .statedThresholds()
            .map(then -> verdict.thresholds().differencesFrom(then, "then"))
            .orElse(List.of());
    boolean same =
        before.get().basis().options().equals(verdict.basis().options())
            && before.get().rules().equals(verdict.rules())
            && thresholds.isEmpty();
    return ReplayCheck.of(
        what,
        same,
        stated,
        "stated are "
            + stated
            + "; in epoch "
            + before.get().subject().epoch()
            + " they were "
            + told(before.get())
            + (thresholds.isEmpty() ? "" : "; " + String.join(", ", thresholds)));
  }

  private static String told(Verdict verdict) {
    DrawOptions options = verdict.basis().options();
    return "confidence %s at %s, %d rows, %d largest, %d id scans, %d undecided epochs, evidence %s"
        .formatted(
            share(options.confidencePpm()),
            share(options.toleratedPpm()),
            options.rowDraws(),
            options.largestFiles(),
            options.idScanFiles(),
            verdict.rules().undecidedLimit(),
            share(verdict.rules().leastEvidencePpm()));
  }

  private static String share(int ppm) {
    return BigDecimal.valueOf(ppm, 6).stripTrailingZeros().toPlainString();
  }

  private static List<ReplayCheck> draws(
      Verdict verdict, Freeze freeze, FrozenSet set, CarriedOver carried, BlockHash seed) {
    List<String> differences = VerdictReplay.draws(verdict, freeze, set, carried, seed);
    if (differences.isEmpty()) {
      return List.of(ReplayCheck.same(DRAWS, SetReplay.drawn(verdict) + ", " + verdict.outcome()));
    }
    List<ReplayCheck> checks = new ArrayList<>();
    for (String difference : differences.subList(0, Math.min(TOLD, differences.size()))) {
      checks.add(ReplayCheck.differs(DRAWS, difference));
    }
    if (differences.size() > TOLD) {
      checks.add(ReplayCheck.differs(DRAWS, differences.size() + " differences in all"));
    }
    return checks;
  }

  private static KnownRevocations known(List<PublishedRevocation> revocations) {
    KnownRevocations known = KnownRevocations.empty();
    for (PublishedRevocation one : revocations) {
      known = known.with(one.revocation(), one.appendedAt()).orElse(known);
    }
    return known;
  }
}
