package io.tributary.lake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.set.SetMember;
import java.time.Duration;

/** Any bytes as a message of {@code committed-files}, and as the manifest in one. */
class ManifestFuzzTest {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final long MOST_BYTES = 16 << 20;

  @FuzzTest
  void decodes(byte[] bytes) throws Exception {
    FuzzBounds.within(
        SOON,
        MOST_BYTES,
        () -> {
          message(bytes);
          signed(bytes);
          body(bytes);
        });
  }

  private static void message(byte[] bytes) {
    CommittedFile file;
    try {
      file = CommittedFile.decode(bytes);
    } catch (MalformedBytesException e) {
      return;
    }
    assertThat(file.encode()).isEqualTo(bytes);
    SetMember member = SetMember.of(file, "demo", 13);
    assertThat(member.file().isPresent()).isNotEqualTo(member.problem().isPresent());
    signed(file.manifest().bytes());
  }

  private static void signed(byte[] bytes) {
    SignedManifest signed;
    try {
      signed = SignedManifest.decode(bytes);
    } catch (MalformedBytesException e) {
      return;
    }
    assertThat(signed.encode()).isEqualTo(bytes);
    try {
      FileManifests.verify(signed, "demo", 13);
    } catch (ManifestException e) {
      assertThat(e).hasMessageNotContaining(signed.signature().hex());
    }
    body(signed.body().bytes());
  }

  private static void body(byte[] bytes) {
    FileManifest manifest;
    try {
      manifest = FileManifest.decode(bytes);
    } catch (MalformedBytesException e) {
      return;
    }
    assertThat(manifest.encode()).isEqualTo(bytes);
    assertThat(manifest.tailLength()).isPositive();
    try {
      FrozenFile.of(manifest, ObjectVersion.NONE);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("frozen field");
    }
  }
}
