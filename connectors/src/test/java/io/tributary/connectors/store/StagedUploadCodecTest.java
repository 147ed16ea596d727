package io.tributary.connectors.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagedUploadCodecTest {

  private static final StagedUpload UPLOAD =
      new StagedUpload(
          "lake",
          ObjectKey.parse(
                  "data/2/5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY/"
                      + "data_20261122_100000_10_00112233445566ff.parquet")
              .orElseThrow(),
          "upload-1",
          List.of(
              new StagedUpload.Part(1, "\"0f343b0931126a20f133d67c2b018a3b\""),
              new StagedUpload.Part(2, "\"b026324c6904b2a9cb4b88d6d61c81d1\"")),
          8_388_609);

  @Test
  void bytesOfVersionOneNeverChange() throws IOException {
    byte[] golden = golden();
    assertThat(HexFormat.of().formatHex(StagedUploadCodec.encode(UPLOAD)))
        .isEqualTo(HexFormat.of().formatHex(golden));
    assertThat(StagedUploadCodec.decode(1, golden)).isEqualTo(UPLOAD);
  }

  @Test
  void anythingElseIsRefused() throws IOException {
    byte[] golden = golden();
    assertThatThrownBy(() -> StagedUploadCodec.decode(2, golden))
        .isInstanceOf(IOException.class)
        .hasMessage("a staged upload of version 2; this release reads version 1");
    assertThatThrownBy(() -> StagedUploadCodec.decode(1, Arrays.copyOf(golden, golden.length + 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("1 bytes after the end of a staged upload");
    for (int length = 0; length < golden.length; length++) {
      byte[] cut = Arrays.copyOf(golden, length);
      assertThatThrownBy(() -> StagedUploadCodec.decode(1, cut)).isInstanceOf(IOException.class);
    }
  }

  private static byte[] golden() throws IOException {
    try (var in = StagedUploadCodecTest.class.getResourceAsStream("staged-upload-v1.hex")) {
      return HexFormat.of()
          .parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
  }
}
