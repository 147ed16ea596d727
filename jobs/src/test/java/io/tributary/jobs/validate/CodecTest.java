package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.connectors.beacon.BeaconBlockCodec;
import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What rests in state reads back as it was, and what was written once stays readable. */
class CodecTest {

  private static final BlockHash HASH = new BlockHash("0x" + "ab".repeat(32));
  private static final FrozenFile FILE = Committed.frozen(Committed.ANN, 1, 8);

  @Test
  void noticesReadBack() throws IOException {
    FileNotice file = Committed.notice(Committed.file(Committed.ANN, 1, 8));
    assertReadsBack(new MinerNoticeCodec(), file);
    assertThat(hex(new MinerNoticeCodec(), file))
        .startsWith("01" + HexFormat.of().toHexDigits(file.appendedAtMillis()));
    FileNotice placed = new FileNotice(file.file(), file.appendedAtMillis(), 4711);
    assertReadsBack(new MinerNoticeCodec(), placed);
    assertThat(hex(new MinerNoticeCodec(), placed))
        .startsWith(
            "03" + HexFormat.of().toHexDigits(file.appendedAtMillis()) + "0000000000001267");
    Revocation revocation =
        new Revocation(
            Committed.AUDIENCE,
            Committed.NETUID,
            Committed.ANN.hotkey(),
            Optional.empty(),
            Committed.STAGED);
    assertReadsBack(
        new MinerNoticeCodec(),
        new RevocationNotice(FILE.tailDigest(), revocation, 1_764_000_000_000L));
  }

  @Test
  void filesOfASetReadBack() throws IOException {
    SetFile file =
        SetFile.of(
            Committed.notice(Committed.file(Committed.ANN, 1, 8)),
            Committed.AUDIENCE,
            Committed.NETUID);
    assertReadsBack(new SetFileCodec(), file);
    assertReadsBack(new SetFileCodec(), file.withVersion(ObjectVersion.versionId("v1")));
    assertReadsBack(new SetFileCodec(), file.stated());
    assertThat(file.stated().withVersion(ObjectVersion.NONE)).isEqualTo(file.stated());
    assertThat(file.stated().withVersion(ObjectVersion.etag("e")).isStated()).isFalse();
    // After bucket and both times: as older releases wrote it, and with a version that is stated.
    assertThat(hex(new SetFileCodec(), file).substring(2 * 22, 2 * 23)).isEqualTo("01");
    assertThat(hex(new SetFileCodec(), file.stated()).substring(2 * 22, 2 * 23)).isEqualTo("02");
    SetFile odd =
        new SetFile(
            "b",
            1,
            2,
            Optional.empty(),
            Optional.of(new VerdictFinding(VerdictReason.CLAIMS_IMPOSSIBLE, "x")),
            false);
    assertReadsBack(new SetFileCodec(), odd);
    assertThat(hex(new SetFileCodec(), odd))
        .isEqualTo(
            "000162"
                + "0000000000000001"
                + "0000000000000002"
                + "00"
                + "0011434c41494d535f494d504f535349424c45"
                + "000178");
  }

  @Test
  void epochsReadBack() throws IOException {
    MinerEpoch fresh = MinerEpoch.firstSeenIn(5);
    assertThat(hex(new MinerEpochCodec(), fresh)).isEqualTo("0000000000000005" + "00000000" + "00");
    FrozenSet set = FrozenSet.of(Committed.ANN.hotkey(), List.of(FILE));
    CarriedOver carried = CarriedOver.of(List.of(new CarriedOver.File(FILE.key(), 255)));
    Freeze freeze =
        Freeze.of(
            new Freeze.Occasion(
                Committed.AUDIENCE,
                Committed.NETUID,
                ValidateHarness.SETTINGS.schedule(),
                6,
                HASH,
                Committed.VALIDATOR.hotkey()),
            set,
            RevocationList.EMPTY,
            carried);
    Revocation revocation =
        new Revocation(
            Committed.AUDIENCE,
            Committed.NETUID,
            Committed.ANN.hotkey(),
            Optional.empty(),
            Committed.STAGED);
    MinerEpoch open =
        fresh.frozen(
            new MinerEpoch.Open(
                freeze,
                carried,
                KnownRevocations.empty().with(revocation, Committed.STAGED).orElseThrow(),
                List.of(new VerdictFinding(VerdictReason.MANIFEST_MISSING, "an object")),
                Optional.empty()));
    assertThat(hex(new MinerEpochCodec(), open)).isEqualTo(golden("miner-epoch-open-v1"));
    assertThat(hex(new MinerEpochCodec(), open.seeded(HASH)))
        .isEqualTo(golden("miner-epoch-seeded-v1"));
    for (MinerEpoch epoch : List.of(fresh, open, open.seeded(HASH), open.judged(carried))) {
      assertThat(hex(new MinerEpochCodec(), read(new MinerEpochCodec(), epoch)))
          .isEqualTo(hex(new MinerEpochCodec(), epoch));
    }
    assertThat(read(new MinerEpochCodec(), open).awaitsSeedOf(6)).isTrue();
    assertThat(read(new MinerEpochCodec(), open).open().orElseThrow().freeze()).isEqualTo(freeze);
  }

  @Test
  void noticesOfEpochsReadBack() throws IOException {
    EpochMarker marker = new EpochMarker(7, 1, 2, 5);
    assertReadsBack(new EpochNoticeCodec(), marker);
    assertThat(hex(new EpochNoticeCodec(), marker))
        .isEqualTo("01" + "0000000000000007" + "00000001" + "00000002" + "00000005");
    JudgedMiner judged = Judged.miner(Committed.ANN, 1, 1000, "x:1", "x:2");
    assertIs(golden("judged-miner-v2"), judged);
    // What was held before verdicts stated thresholds.
    assertIs(golden("judged-miner-v1"), Judged.unstated(judged));
  }

  private static void assertIs(String golden, JudgedMiner judged) throws IOException {
    assertThat(hex(new EpochNoticeCodec(), judged)).isEqualTo(golden);
    JudgedMiner read = (JudgedMiner) read(new EpochNoticeCodec(), judged);
    assertThat(read.verdict()).isEqualTo(judged.verdict());
    assertThat(hex(new EpochNoticeCodec(), read)).isEqualTo(golden);
    assertThat(golden)
        .isEqualTo(
            "02"
                + hex(new HeldVerdictCodec(), judged.verdict())
                + hex(new HeldItemsCodec(), judged.items()));
  }

  @Test
  void progressReadsBack() throws IOException {
    assertReadsBack(new EpochProgressCodec(), EpochProgress.START);
    EpochProgress progress =
        new EpochProgress(
            5, 4, List.of(new OpenEpoch(6, OpenEpoch.MIXED, Set.of(2, 0), 3, 1), OpenEpoch.of(8)));
    assertReadsBack(new EpochProgressCodec(), progress);
    assertThat(hex(new EpochProgressCodec(), progress))
        .isEqualTo(
            "0000000000000005"
                + "0000000000000004"
                + "00000002"
                + ("0000000000000006" + "ffffffff" + "0000000000000003" + "0000000000000001")
                + ("00000002" + "00000000" + "00000002")
                + ("0000000000000008" + "00000000" + "0000000000000000" + "0000000000000000")
                + "00000000");
  }

  @Test
  void bytesThatAreNoneOfTheseAreRefused() throws IOException {
    assertRefused(new EpochNoticeCodec(), "03", "a notice of kind 3");
    assertRefused(
        new EpochNoticeCodec(),
        "01" + "0000000000000007" + "00000002" + "00000002" + "00000005",
        "a notice that cannot be read: no marker of an epoch: 7, subtask 2 of 2, 5 miners");
    assertRefused(
        new HeldVerdictCodec(),
        "0000000106",
        "a verdict that cannot be read: a verdict of version 3, not 1 to 2");
    assertRefused(new HeldItemsCodec(), "ffffffff", "a length of -1 bytes");
    assertRefused(
        new HeldItemsCodec(),
        "0000000104",
        "a sample that cannot be read: a sample of version 2, not 1");
    assertRefused(
        new EpochProgressCodec(),
        "0000000000000005"
            + "0000000000000004"
            + "00000001"
            + ("0000000000000006" + "fffffffe" + "0000000000000003" + "0000000000000001")
            + "00000000",
        "a progress that cannot be read: no epoch: 6, -2, 3, 1");
  }

  @Test
  void theBeaconReadsBack() throws IOException {
    BeaconBlock block = new BeaconBlock(7, HASH, 9);
    assertReadsBack(new BeaconBlockCodec(), block);
    assertThat(hex(new BeaconBlockCodec(), block))
        .isEqualTo("0000000000000007" + "ab".repeat(32) + "0000000000000009");
    BeaconState state = new BeaconState(7, 9, 0, Optional.of(HASH));
    assertReadsBack(new BeaconStateCodec(), state);
    assertReadsBack(new BeaconStateCodec(), BeaconState.START);
    assertThat(hex(new BeaconStateCodec(), state))
        .isEqualTo(
            "0000000000000007" + "0000000000000009" + "0000000000000000" + "01" + "ab".repeat(32));
    assertThatThrownBy(() -> new BeaconBlock(10, HASH, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block 10 is not final where block 9 is the last");
  }

  private static void assertRefused(BinaryCodec<?> codec, String hex, String message) {
    DataInputDeserializer in = new DataInputDeserializer(HexFormat.of().parseHex(hex));
    assertThatThrownBy(() -> codec.read(codec.version(), in))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = CodecTest.class.getResourceAsStream(name + ".hex")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }

  private static <T> void assertReadsBack(BinaryCodec<T> codec, T value) throws IOException {
    assertThat(read(codec, value)).isEqualTo(value);
  }

  private static <T> T read(BinaryCodec<T> codec, T value) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes(codec, value));
    T read = codec.read(codec.version(), in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static <T> String hex(BinaryCodec<T> codec, T value) throws IOException {
    return HexFormat.of().formatHex(bytes(codec, value));
  }

  private static <T> byte[] bytes(BinaryCodec<T> codec, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    codec.write(value, out);
    return out.getCopyOfBuffer();
  }
}
