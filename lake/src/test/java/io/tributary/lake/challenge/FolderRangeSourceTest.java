package io.tributary.lake.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.lake.challenge.ReadException.Fault;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRangeSourceTest {

  private static final SignedFile FILE = SignedFile.honest(SourceId.X, 250, 5);

  @TempDir Path lake;

  private Path path;

  @BeforeEach
  void put() throws IOException {
    path = lake.resolve(FILE.key().path());
    Files.createDirectories(path.getParent());
    Files.write(path, FILE.bytes());
  }

  @Test
  void anHonestFilePassesWhole() {
    assertThat(run().file().findings()).isEmpty();
  }

  @Test
  void whatHappenedToAFileIsFound() throws IOException {
    byte[] altered = FILE.bytes().clone();
    altered[100] ^= 1;
    Files.write(path, altered);
    assertThat(Challenges.reasons(run())).containsExactly(VerdictReason.LEAF_ALTERED);
    Files.write(path, new byte[10]);
    assertThat(Challenges.reasons(run())).containsExactly(VerdictReason.OBJECT_SIZE);
    Files.delete(path);
    assertThat(Challenges.reasons(run())).containsExactly(VerdictReason.OBJECT_MISSING);
    Files.createDirectory(path);
    assertThat(Challenges.reasons(run())).containsExactly(VerdictReason.OBJECT_MISSING);
  }

  @Test
  void aFileThatChangesMeanwhileIsNotReadFurther() throws Exception {
    FolderRangeSource source = new FolderRangeSource(lake);
    ObjectVersion version = source.headCurrent(FILE.key()).version();
    assertThat(source.read(FILE.key(), version, new ByteRange(0, 4))).asString().isEqualTo("PAR1");
    Files.setLastModifiedTime(path, FileTime.fromMillis(1));
    ReadException refused =
        catchThrowableOfType(
            ReadException.class, () -> source.read(FILE.key(), version, new ByteRange(0, 4)));
    assertThat(refused.fault()).isEqualTo(Fault.ALTERED);
    assertThat(refused).hasMessage("the folder has another file");
  }

  @Test
  void aRangeThatGoesBeyondTheEndIsCut() throws Exception {
    FolderRangeSource source = new FolderRangeSource(lake);
    ObjectVersion version = source.headCurrent(FILE.key()).version();
    long size = FILE.bytes().length;
    assertThat(source.read(FILE.key(), version, new ByteRange(size - 4, 100)))
        .asString()
        .isEqualTo("PAR1");
  }

  private ChallengeResult run() {
    return Challenges.of(new FolderRangeSource(lake), Challenges.OPTIONS)
        .run(FILE.everything(ObjectVersion.NONE));
  }
}
