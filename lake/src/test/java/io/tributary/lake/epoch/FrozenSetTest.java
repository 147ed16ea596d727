package io.tributary.lake.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.FrozenFileEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

class FrozenSetTest {

  @Property(tries = 100)
  void theOrderOfArrivalChangesNothing(
      @ForAll @IntRange(max = 40) int count, @ForAll long shuffle) {
    List<FrozenFile> files = FrozenFiles.files(count, new Random(count));
    FrozenSet set = FrozenSet.of(FrozenFiles.MINER, files);
    Collections.shuffle(files, new Random(shuffle));
    FrozenSet again = FrozenSet.of(FrozenFiles.MINER, files);
    assertThat(again.merkleRoot()).isEqualTo(set.merkleRoot());
    assertThat(again.files()).isEqualTo(set.files());
    assertThat(set.files())
        .extracting(file -> file.key().path())
        .isSortedAccordingTo(String::compareTo);
  }

  @Property(tries = 100)
  void rowsAndLeavesAreNumberedThrough(@ForAll @IntRange(min = 1, max = 30) int count) {
    FrozenSet set = FrozenSet.of(FrozenFiles.MINER, FrozenFiles.files(count, new Random(count)));
    long rows = 0;
    long leaves = 0;
    for (int i = 0; i < count; i++) {
      assertThat(set.firstRowOf(i)).isEqualTo(rows);
      assertThat(set.firstLeafOf(i)).isEqualTo(leaves);
      assertThat(set.fileOfRow(rows)).isEqualTo(i);
      assertThat(set.fileOfLeaf(leaves)).isEqualTo(i);
      rows += set.file(i).rows();
      leaves += set.file(i).leaves();
      assertThat(set.fileOfRow(rows - 1)).isEqualTo(i);
      assertThat(set.fileOfLeaf(leaves - 1)).isEqualTo(i);
      assertThat(set.indexOf(set.file(i).key())).hasValue(i);
    }
    assertThat(set.rows()).isEqualTo(rows);
    assertThat(set.leaves()).isEqualTo(leaves);
    assertThatThrownBy(() -> set.fileOfRow(set.rows()))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("no number in the set: " + rows);
  }

  @Property(tries = 50)
  void whateverChangesInAFileChangesTheRoot(@ForAll @IntRange(min = 1, max = 20) int count) {
    List<FrozenFile> files = FrozenFiles.files(count, new Random(count));
    FrozenFile file = files.get(count / 2);
    Octets root = FrozenSet.of(FrozenFiles.MINER, files).merkleRoot();
    byte[] digest = file.tailDigest().bytes();
    digest[31] ^= 1;
    for (FrozenFile other :
        List.of(
            with(file, ObjectVersion.etag(file.version().text()), file.sizeBytes(), file.rows()),
            with(file, ObjectVersion.versionId("w"), file.sizeBytes(), file.rows()),
            with(file, ObjectVersion.NONE, file.sizeBytes(), file.rows()),
            with(file, file.version(), file.sizeBytes() + 1, file.rows()),
            with(file, file.version(), file.sizeBytes(), file.rows() + 1),
            new FrozenFile(
                file.key(),
                file.version(),
                file.sizeBytes(),
                file.dataLength(),
                file.leafSize(),
                file.rows(),
                Octets.of(digest)))) {
      files.set(count / 2, other);
      assertThat(FrozenSet.of(FrozenFiles.MINER, files).merkleRoot()).isNotEqualTo(root);
    }
  }

  @Test
  void foreignAndRepeatedFilesAreRefused() {
    FrozenFile file = FrozenFiles.file(1, 1000, 10);
    assertThatThrownBy(() -> FrozenSet.of(FrozenFiles.MINER, List.of(file, file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file.key() + " is there twice");
    Hotkey other = FrozenFiles.signer(2).hotkey();
    assertThatThrownBy(() -> FrozenSet.of(other, List.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file.key() + " is no file of " + other);
    FrozenFile foreign = FrozenFiles.file(other, SourceId.X, FrozenFiles.SEALED, 1, 1000, 10);
    assertThat(FrozenSet.of(FrozenFiles.MINER, List.of(file)).indexOf(foreign.key())).isEmpty();
  }

  @Test
  void aManyFoldSetIsFrozenFast() {
    List<FrozenFile> files = FrozenFiles.files(110_000, new Random(5));
    CpuTime.assertUnder(Duration.ofSeconds(1), () -> FrozenSet.of(FrozenFiles.MINER, files));
  }

  @Test
  void anEntryIsAvroBinaryAndReadStrictly() throws Exception {
    FrozenFile file = FrozenFiles.file(77, 123_456, 789);
    byte[] bytes = file.encode();
    FrozenFileEntry entry =
        new SpecificDatumReader<>(FrozenFileEntry.class)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    assertThat(entry.getObjectKey()).isEqualTo(file.key().path());
    assertThat(entry.getVersionKind().name()).isEqualTo("VERSION_ID");
    assertThat(entry.getRows()).isEqualTo(789);
    assertThat(FrozenFile.decode(bytes)).isEqualTo(file);
    assertThatThrownBy(() -> FrozenFile.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("1 bytes too many");
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] mangled = bytes.clone();
      mangled[random.nextInt(mangled.length)] = (byte) random.nextInt(256);
      try {
        assertThat(FrozenFile.decode(mangled).encode()).isEqualTo(mangled);
      } catch (MalformedBytesException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void claimsThatNoFileCanHaveAreRefused() {
    assertThatThrownBy(() -> FrozenFiles.file(1, 1L << 43, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frozen field sizeBytes cannot be: " + ((1L << 43) + 20_000));
    assertThatThrownBy(() -> FrozenFiles.file(1, 4, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frozen field dataLength cannot be: 4");
    assertThatThrownBy(() -> ObjectVersion.etag("")).hasMessageContaining("of kind ETAG");
    assertThatThrownBy(() -> ObjectVersion.etag("x".repeat(1025)))
        .hasMessageContaining("more than 1024 bytes");
  }

  @Test
  void theListsOfAFreezeDoNotDependOnOrder() {
    Octets one = Octets.of(new byte[32]);
    Octets two = FrozenFiles.file(1, 1000, 1).tailDigest();
    RevocationList.Entry early = new RevocationList.Entry(one, FrozenFiles.SEALED);
    RevocationList.Entry late = new RevocationList.Entry(one, FrozenFiles.SEALED.plusMillis(1));
    RevocationList.Entry other = new RevocationList.Entry(two, FrozenFiles.SEALED);
    assertThat(RevocationList.of(List.of(late, other, early)).digest())
        .isEqualTo(RevocationList.of(List.of(early, other)).digest())
        .isNotEqualTo(RevocationList.of(List.of(late, other)).digest());
    assertThat(RevocationList.of(List.of()).digest()).isEqualTo(RevocationList.EMPTY.digest());

    List<CarriedOver.File> files = new ArrayList<>();
    for (FrozenFile file : FrozenFiles.files(5, new Random(1))) {
      files.add(new CarriedOver.File(file.key(), 1));
    }
    CarriedOver carried = CarriedOver.of(files);
    Collections.shuffle(files, new Random(2));
    assertThat(CarriedOver.of(files).digest()).isEqualTo(carried.digest());
    assertThatThrownBy(() -> CarriedOver.of(List.of(files.get(0), files.get(0))))
        .hasMessage(files.get(0).key() + " is another miner's, or there twice");
    FrozenSet rest =
        FrozenSet.of(FrozenFiles.MINER, FrozenFiles.files(5, new Random(1)).subList(0, 2));
    assertThat(carried.in(rest).files()).hasSize(2);
  }

  private static FrozenFile with(
      FrozenFile file, ObjectVersion version, long sizeBytes, long rows) {
    return new FrozenFile(
        file.key(),
        version,
        sizeBytes,
        file.dataLength(),
        file.leafSize(),
        rows,
        file.tailDigest());
  }
}
