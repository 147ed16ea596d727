package io.tributary.lake.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

/** The bytes on {@code committed-files}: those of version 1 never change. */
class CommittedFileTest {

  private static final ObjectKey KEY =
      ObjectKey.of(
          SourceId.X,
          new Hotkey("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"),
          Instant.parse("2026-11-22T10:00:00Z"),
          3,
          "0123456789abcdef");
  private static final CommittedFile OLD =
      new CommittedFile(
          "lake", KEY, Octets.of(new byte[] {9, 8}), "line", 42, Instant.ofEpochMilli(1_700));
  private static final CommittedFile NEW =
      new CommittedFile(
          "lake",
          KEY,
          Octets.of(new byte[] {9, 8}),
          "line",
          42,
          Instant.ofEpochMilli(1_700),
          64,
          0);

  /**
   * Version, bucket, key, manifest, lineage, checkpoint 42 and time: what every version begins
   * with.
   */
  private static String hex(String version) {
    String path = HexFormat.of().formatHex(KEY.path().getBytes(StandardCharsets.US_ASCII));
    assertThat(KEY.path()).hasSize(103);
    return version
        + "08"
        + "6c616b65"
        + "ce01"
        + path
        + "04"
        + "0908"
        + "08"
        + "6c696e65"
        + "54"
        + "c81a";
  }

  @Test
  void aFileOfNoEpochHasTheBytesOfVersionOne() throws Exception {
    assertThat(HexFormat.of().formatHex(OLD.encode())).isEqualTo(hex("02"));
    assertThat(CommittedFile.decode(OLD.encode())).isEqualTo(OLD);
    assertThat(OLD.epoch()).isZero();
    assertThat(OLD.isWithdrawn()).isFalse();
  }

  @Test
  void anEpochAndAWithdrawalAreVersionTwo() throws Exception {
    assertThat(HexFormat.of().formatHex(NEW.encode())).isEqualTo(hex("04") + "8001" + "00");
    assertThat(CommittedFile.decode(NEW.encode())).isEqualTo(NEW);
    CommittedFile withdrawn = NEW.withdrawn(65);
    assertThat(HexFormat.of().formatHex(withdrawn.encode())).isEqualTo(hex("04") + "8001" + "8201");
    assertThat(CommittedFile.decode(withdrawn.encode())).isEqualTo(withdrawn);
    assertThat(withdrawn.isWithdrawn()).isTrue();
    CommittedFile old = OLD.withdrawn(1);
    assertThat(HexFormat.of().formatHex(old.encode())).isEqualTo(hex("04") + "00" + "02");
    assertThat(CommittedFile.decode(old.encode())).isEqualTo(old);
  }

  @Test
  void bytesOfVersionTwoAreAvroBinary() throws Exception {
    var avro =
        new SpecificDatumReader<>(io.tributary.schemas.avro.CommittedFile.class)
            .read(null, DecoderFactory.get().binaryDecoder(NEW.withdrawn(65).encode(), null));
    assertThat(avro.getVersion()).isEqualTo(2);
    assertThat(avro.getObjectKey()).isEqualTo(KEY.path());
    assertThat(avro.getCheckpointId()).isEqualTo(42);
    assertThat(avro.getEpoch()).isEqualTo(64);
    assertThat(avro.getWithdrawnBy()).isEqualTo(65);
  }

  @Test
  void aFileHasOneFormAndIsWithdrawnByLaterStartsOnly() {
    assertThatThrownBy(() -> NEW.withdrawn(64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a file of epoch 64 cannot be withdrawn by epoch 64");
    for (String tail : new String[] {"0000", "80018001", "0100", "0001"}) {
      assertThatThrownBy(() -> CommittedFile.decode(HexFormat.of().parseHex(hex("04") + tail)))
          .as(tail)
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageStartingWith("a file of version 2 and epoch ");
    }
    assertThatThrownBy(() -> CommittedFile.decode(HexFormat.of().parseHex(hex("06"))))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessage("a committed file of version 3, not 1 to 2");
  }

  @Test
  void whatIsCutOffOrTooLongIsRefused() {
    for (CommittedFile file : new CommittedFile[] {OLD, NEW.withdrawn(65)}) {
      byte[] good = file.encode();
      for (int length = 0; length < good.length; length++) {
        byte[] cut = Arrays.copyOf(good, length);
        assertThatThrownBy(() -> CommittedFile.decode(cut))
            .isInstanceOf(MalformedBytesException.class)
            .hasMessageContaining("at byte ");
      }
      assertThatThrownBy(() -> CommittedFile.decode(Arrays.copyOf(good, good.length + 1)))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("1 bytes too many");
    }
  }
}
