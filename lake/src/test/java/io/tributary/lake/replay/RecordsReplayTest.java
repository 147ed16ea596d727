package io.tributary.lake.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FreezeBasis;
import io.tributary.lake.replay.RecordsReplay.Replayed;
import io.tributary.lake.replay.ReplayCheck.Result;
import io.tributary.lake.set.LoggedFiles;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.lake.verdict.VerdictSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordsReplayTest {

  private final ReplayCase made = new ReplayCase();

  @Test
  void anHonestVerdictIsTheSameInAll() {
    made.revocations.add(ReplayCase.revocation(1));
    Replayed replayed = RecordsReplay.run(made.verdict(), made.records(), ReplayCase.chain());
    assertThat(results(replayed))
        .containsOnlyKeys(
            "freeze",
            "freeze block",
            "freeze before its seed",
            "frozen set",
            "files that cannot be frozen",
            "revocations",
            "options",
            "seed block",
            "files carried over",
            "draws and outcomes")
        .allSatisfy(
            (what, result) ->
                assertThat(result)
                    .as(what)
                    .isEqualTo(what.equals("options") ? Result.NOT_CHECKED : Result.SAME));
    assertThat(replayed.drawn().orElseThrow().set().merkleRoot())
        .isEqualTo(made.set().merkleRoot());
  }

  @Test
  void whatIsUndecidedIsFoundInTheVerdictBefore() {
    VerdictFinding lost = new VerdictFinding(VerdictReason.STORE_UNAVAILABLE, "503");
    made.before = Optional.of(inEpoch(made.verdict(List.of(lost), List.of()), 6));
    Replayed replayed = RecordsReplay.run(made.verdict(), made.records(), ReplayCase.chain());
    assertThat(replayed.checks()).extracting(ReplayCheck::result).containsOnly(Result.SAME);
    assertThat(check(replayed, "files carried over").detail()).endsWith(" from epoch 6");
    made.before = Optional.empty();
    PublicRecords forgotten = made.records();
    made.before = Optional.of(inEpoch(made.verdict(List.of(lost), List.of()), 6));
    PublicRecords now = made.records();
    PublicRecords without =
        new PublicRecords(now.freeze(), forgotten.log(), List.of(), Optional.empty());
    assertDiffers(
        RecordsReplay.run(made.verdict(), without, ReplayCase.chain()),
        "files carried over",
        "earlier verdicts leave 0, no earlier verdict, the freeze states ");
  }

  @Test
  void withoutItsFreezeAVerdictProvesNothing() {
    PublicRecords none =
        new PublicRecords(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    assertDiffers(
        RecordsReplay.run(made.verdict(), none, ReplayCase.chain()),
        "freeze",
        "the validator published none of the miner for epoch 7");
  }

  @Test
  void anotherDigestIsSeen() {
    Verdict verdict = made.verdict();
    DrawBasis basis = verdict.basis();
    DrawBasis other =
        new DrawBasis(
            Octets.of(new byte[32]),
            basis.seedBlockHash(),
            basis.options(),
            basis.setFiles(),
            basis.setRows(),
            basis.setLeaves());
    Replayed replayed =
        RecordsReplay.run(
            with(verdict, other, verdict.files()), made.records(), ReplayCase.chain());
    assertDiffers(replayed, "freeze", "the verdict rests on " + "00".repeat(32));
    assertThat(check(replayed, "frozen set").result()).isEqualTo(Result.SAME);
    assertThat(check(replayed, "draws and outcomes").result()).isEqualTo(Result.SAME);
  }

  @Test
  void anotherDrawAndAFileThatIsLeftOutAreSeen() {
    Verdict verdict = made.verdict();
    List<FileVerdict> files = new ArrayList<>(verdict.files());
    FileVerdict last = files.remove(files.size() - 1);
    assertDiffers(
        RecordsReplay.run(
            with(verdict, verdict.basis(), files), made.records(), ReplayCase.chain()),
        "draws and outcomes",
        "drawn, but not in the verdict: " + last.key());
    files.add(last);
    FileVerdict some =
        files.stream().filter(file -> !file.leaves().isEmpty()).findFirst().orElseThrow();
    files.set(
        files.indexOf(some),
        new FileVerdict(
            some.key(),
            some.version(),
            some.rows(),
            some.leaves().subList(1, some.leaves().size()),
            some.rowDraws(),
            some.idScanned(),
            0,
            100,
            2,
            some.findings()));
    assertThat(
            RecordsReplay.run(
                    with(verdict, verdict.basis(), files), made.records(), ReplayCase.chain())
                .checks())
        .anySatisfy(
            check ->
                assertThat(check)
                    .isEqualTo(
                        ReplayCheck.differs(
                            "draws and outcomes", "file: leaves drawn of " + some.key())));
  }

  @Test
  void anotherChainIsSeen() {
    BlockHash other = new BlockHash("0x" + "00".repeat(32));
    ChainFacts chain =
        new ChainFacts(
            Optional.of(other),
            Optional.of(other),
            Optional.of(ReplayCase.APPENDED.minusMillis(1)));
    Replayed replayed = RecordsReplay.run(made.verdict(), made.records(), chain);
    assertDiffers(replayed, "freeze block", "the chain has " + other);
    assertDiffers(replayed, "seed block", "the chain has " + other);
    assertDiffers(replayed, "freeze before its seed", "appended 2026-11-22T10:12:52Z, after the");
    Replayed unasked = RecordsReplay.run(made.verdict(), made.records(), ChainFacts.NONE);
    assertThat(check(unasked, "seed block").result()).isEqualTo(Result.NOT_CHECKED);
    assertThat(check(unasked, "draws and outcomes").result()).isEqualTo(Result.SAME);
  }

  @Test
  void anotherLogIsSeen() {
    Freeze freeze = made.freeze();
    Verdict verdict = made.verdict();
    made.log.set(4, made.log.get(3).withdrawn(9));
    Replayed replayed = RecordsReplay.run(verdict, made.records(freeze), ReplayCase.chain());
    assertDiffers(
        replayed, "frozen set", "committed-files before offset 5 gives 3 files, 3000 rows, ");
    assertThat(check(replayed, "draws and outcomes").result()).isEqualTo(Result.NOT_CHECKED);
    assertThat(replayed.drawn()).isEmpty();
  }

  @Test
  void aFreezeThatDoesNotSayFromWhatIsNotChecked() {
    made.hasBasis = false;
    Replayed replayed = RecordsReplay.run(made.verdict(), made.records(), ReplayCase.chain());
    assertThat(check(replayed, "frozen set").result()).isEqualTo(Result.NOT_CHECKED);
    assertThat(check(replayed, "freeze").result()).isEqualTo(Result.SAME);
  }

  @Test
  void versionsThatAreNotStatedYetLeaveTheRootOpen() {
    made.statesVersions = false;
    made.options = new DrawOptions(990_000, 999_000, 10, 0, 0);
    for (int i = 5; i < 60; i++) {
      made.log.add(LoggedFiles.file(i, ReplayCase.STAGED.plusSeconds(i)));
    }
    Freeze silent = made.freeze();
    Replayed lying = RecordsReplay.run(made.verdict(), made.records(silent), ReplayCase.chain());
    assertDiffers(lying, "frozen set", "no freeze states the version of 60 files, the first is ");
    FreezeBasis basis = silent.basis().orElseThrow();
    Freeze honest = silent.with(new FreezeBasis(60, basis.oldest(), List.of(), 60));
    Replayed open = RecordsReplay.run(made.verdict(), made.records(honest), ReplayCase.chain());
    assertThat(check(open, "frozen set").result()).isEqualTo(Result.NOT_CHECKED);
    assertThat(check(open, "frozen set").detail())
        .startsWith("60 files and 60000 rows, as the log");
    assertThat(check(open, "draws and outcomes").result()).isEqualTo(Result.SAME);
  }

  @Test
  void otherRevocationsAreSeen() {
    made.revocations.add(ReplayCase.revocation(1));
    Freeze freeze = made.freeze();
    Verdict verdict = made.verdict();
    made.revocations.add(ReplayCase.revocation(2));
    assertThat(
            check(
                    RecordsReplay.run(verdict, made.records(freeze), ReplayCase.chain()),
                    "revocations")
                .result())
        .isEqualTo(Result.SAME);
    made.revocations.remove(0);
    assertDiffers(
        RecordsReplay.run(verdict, made.records(freeze), ReplayCase.chain()),
        "revocations",
        "the first 1 on the topic have the digest ");
    made.revocations.clear();
    assertDiffers(
        RecordsReplay.run(verdict, made.records(freeze), ReplayCase.chain()),
        "revocations",
        "the topic holds 0 of the miner, the freeze states 1");
  }

  @Test
  void otherOptionsThanBeforeAreSeen() {
    made.before = Optional.of(inEpoch(made.verdict(), 6));
    made.options = new DrawOptions(900_000, 500_000, 10, 1, 1);
    assertDiffers(
        RecordsReplay.run(made.verdict(), made.records(), ReplayCase.chain()),
        "options",
        "stated are confidence 0.9 at 0.5, 10 rows");
  }

  @Test
  void otherThresholdsThanBeforeAreSeen() {
    Verdict before = inEpoch(made.verdict(), 6);
    made.before = Optional.of(before);
    made.thresholds =
        new Thresholds(ContentOptions.DEFAULTS, Duration.ofMinutes(7), 1L << 30, 10_000);
    ReplayCheck check =
        check(RecordsReplay.run(made.verdict(), made.records(), ReplayCase.chain()), "options");
    assertThat(check.result()).isEqualTo(Result.DIFFERS);
    assertThat(check.detail()).endsWith("; signing-tolerance = PT7M (then PT5M)");

    // What states none does not say that they were others.
    made.before = Optional.of(unstated(before));
    check = check(RecordsReplay.run(made.verdict(), made.records(), ReplayCase.chain()), "options");
    assertThat(check.result()).isEqualTo(Result.SAME);
  }

  @Test
  void findingsThatTheLogDoesNotGiveAreSeen() {
    VerdictFinding invented = new VerdictFinding(VerdictReason.CLAIMS_IMPOSSIBLE, "a file");
    assertDiffers(
        RecordsReplay.run(
            made.verdict(List.of(), List.of(invented)), made.records(), ReplayCase.chain()),
        "files that cannot be frozen",
        "the verdict says [CLAIMS_IMPOSSIBLE], the log gives []");
  }

  private static void assertDiffers(Replayed replayed, String what, String detail) {
    ReplayCheck check = check(replayed, what);
    assertThat(check.result()).isEqualTo(Result.DIFFERS);
    assertThat(check.detail()).startsWith(detail);
  }

  private static ReplayCheck check(Replayed replayed, String what) {
    return replayed.checks().stream()
        .filter(check -> check.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Result> results(Replayed replayed) {
    return replayed.checks().stream()
        .collect(Collectors.toMap(ReplayCheck::what, ReplayCheck::result));
  }

  private static Verdict inEpoch(Verdict verdict, long epoch) {
    VerdictSubject subject = verdict.subject();
    return new Verdict(
        new VerdictSubject(
            subject.audience(), subject.netuid(), epoch, subject.hotkey(), subject.validator()),
        verdict.basis(),
        verdict.rules(),
        verdict.statedThresholds(),
        verdict.canaryReadable(),
        verdict.counts(),
        verdict.findings(),
        verdict.files());
  }

  private static Verdict unstated(Verdict verdict) {
    return new Verdict(
        verdict.subject(),
        verdict.basis(),
        verdict.rules(),
        Optional.empty(),
        verdict.canaryReadable(),
        verdict.counts(),
        verdict.findings(),
        verdict.files());
  }

  private static Verdict with(Verdict verdict, DrawBasis basis, List<FileVerdict> files) {
    return new Verdict(
        verdict.subject(),
        basis,
        verdict.rules(),
        verdict.statedThresholds(),
        verdict.canaryReadable(),
        verdict.counts(),
        verdict.findings(),
        files);
  }
}
