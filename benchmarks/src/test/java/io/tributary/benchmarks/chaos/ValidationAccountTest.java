package io.tributary.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.lake.verdict.VerdictRules;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidationAccountTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final BlockHash HASH = new BlockHash("0x" + "1".repeat(64));
  private static final LocalSigner ANN = signer(1);
  private static final LocalSigner BOB = signer(2);
  private static final Hotkey VALIDATOR = signer(9).hotkey();
  private static final Map<Hotkey, Long> FILES = Map.of(ANN.hotkey(), 1L, BOB.hotkey(), 1L);

  private static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  /** Of one file. */
  private static Freeze freeze(LocalSigner miner, long epoch) {
    Octets tail = Octets.of(new byte[32]);
    FileManifest manifest =
        new FileManifest(
            "demo",
            13,
            ObjectKey.of(SourceId.X, miner.hotkey(), NOW, 100, tail.hex()),
            20_100,
            20_000,
            1024,
            100,
            0,
            1,
            tail,
            tail,
            Octets.of(miner.publicKey()),
            Optional.empty(),
            NOW);
    return Freeze.of(
        new Freeze.Occasion("demo", 13, ChaosChain.SCHEDULE, epoch, HASH, VALIDATOR),
        FrozenSet.of(miner.hotkey(), List.of(FrozenFile.of(manifest, ObjectVersion.NONE))),
        RevocationList.EMPTY,
        CarriedOver.NONE);
  }

  private static Verdict verdict(Freeze freeze, VerdictFinding... findings) {
    return new Verdict(
        VerdictSubject.of(freeze, freeze.validator()),
        DrawBasis.of(freeze, HASH, DrawOptions.DEFAULTS),
        VerdictRules.DEFAULTS,
        Optional.of(Thresholds.DEFAULTS),
        true,
        new ContentCounts(0, 0, 0, 0),
        List.of(findings),
        List.of());
  }

  private static ValidationAccount account(List<Freeze> freezes, List<Verdict> verdicts) {
    return ValidationAccount.of(FILES, VALIDATOR, freezes, verdicts, 0, List.of());
  }

  @Test
  void everyFreezeWithOneVerdictIsGoodWithoutEvidenceToo() {
    List<Freeze> freezes =
        List.of(freeze(ANN, 1), freeze(ANN, 2), freeze(ANN, 3), freeze(BOB, 1), freeze(BOB, 3));

    ValidationAccount account =
        account(freezes, freezes.stream().map(one -> verdict(one)).toList());

    assertThat(account.ok()).isTrue();
    assertThat(account.epochs()).isEqualTo(3);
    assertThat(account.verdicts()).isEqualTo(5);
    assertThat(account.noEvidence()).isEqualTo(5);
    assertThat(account.passedBy()).isEqualTo(1);
  }

  @Test
  void whatIsMissingOrThereTwiceIsCounted() {
    Freeze ann = freeze(ANN, 1);
    Freeze bob = freeze(BOB, 1);

    assertThat(account(List.of(ann, bob), List.of(verdict(ann))).missing()).isEqualTo(1);
    assertThat(account(List.of(ann), List.of(verdict(ann), verdict(bob))).missing()).isEqualTo(2);
    ValidationAccount twice =
        account(List.of(ann, ann, bob), List.of(verdict(ann), verdict(bob), verdict(bob)));
    assertThat(twice.twice()).isEqualTo(2);
    assertThat(twice.ok()).isFalse();
  }

  @Test
  void filesThatTheLastEpochLeavesOutAreCounted() {
    Freeze first = freeze(BOB, 1);
    Freeze second = freeze(ANN, 2);

    ValidationAccount account =
        account(List.of(first, second), List.of(verdict(first), verdict(second)));

    assertThat(account.unfrozen()).isEqualTo(1);
    assertThat(account.ok()).isFalse();
  }

  @Test
  void honestMinersAndAWholeLakeAreNotFoundAtFault() {
    Freeze ann = freeze(ANN, 1);
    Freeze bob = freeze(BOB, 1);
    Verdict faulty = verdict(ann, VerdictFinding.of(VerdictReason.FIELDS_MISSING, "of X"));

    ValidationAccount account =
        account(
            List.of(ann, bob),
            List.of(faulty, verdict(bob, VerdictFinding.of(VerdictReason.MANIFEST_MISSING, "a"))));

    assertThat(account.failed()).isEqualTo(1);
    assertThat(account.faults()).isEqualTo(2);
    assertThat(account.ok()).isFalse();
    assertThat(account.lines()).anyMatch(line -> line.contains("FIELDS_MISSING=1"));
  }

  @Test
  void aVerdictThatDiffersFromItsReplayIsNotGood() {
    Freeze ann = freeze(ANN, 1);
    ValidationAccount account =
        ValidationAccount.of(
            Map.of(ANN.hotkey(), 1L),
            VALIDATOR,
            List.of(ann),
            List.of(verdict(ann)),
            0,
            List.of("x"));

    assertThat(account.ok()).isFalse();
    assertThat(account.lines()).contains("✘ not replayed: x");
  }
}
