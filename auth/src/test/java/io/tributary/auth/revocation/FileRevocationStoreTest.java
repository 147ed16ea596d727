package io.tributary.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.World;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.RevocationFile;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRevocationStoreTest {

  @TempDir private Path folder;

  private final World world = new World();
  private Path file;
  private FileRevocationStore store;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("revocations.jsonl");
    store = FileRevocationStore.open(file, world);
  }

  private SignedRevocation revocation(int session) {
    return world.revocation(world.miner, Optional.of(World.signer(session)));
  }

  private static void add(FileRevocationStore to, SignedRevocation signed) throws Exception {
    to.add(signed, signed.verify());
  }

  private static String line(SignedRevocation signed) throws Exception {
    return new String(RevocationFile.toLine(signed), StandardCharsets.UTF_8) + "\n";
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private void later() {
    world.now = world.now.plus(FileRevocationStore.CHECK_EVERY);
  }

  private List<Revocation> known() throws IOException {
    return store.of(world.miner.hotkey());
  }

  private void broken(String message) {
    assertThatThrownBy(this::known).isInstanceOf(IOException.class).hasMessageContaining(message);
  }

  @Test
  void whatIsAddedIsThereAtOnceAndAfterAStart() throws Exception {
    assertThat(known()).isEmpty();
    SignedRevocation first = revocation(3);
    add(store, first);
    assertThat(known()).containsExactly(first.verify());
    assertThat(store.of(world.otherMiner.hotkey())).isEmpty();
    FileRevocationStore again = FileRevocationStore.open(file, world);
    assertThat(again.of(world.miner.hotkey())).containsExactly(first.verify());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void addingAgainChangesNothing() throws Exception {
    add(store, revocation(3));
    byte[] once = Files.readAllBytes(file);
    add(store, revocation(3));
    world.now = world.now.plusSeconds(60);
    add(store, revocation(3));
    assertThat(Files.readAllBytes(file)).isEqualTo(once);
  }

  @Test
  void whatOthersAppendIsSeenWithinThreeSeconds() throws Exception {
    FileRevocationStore other = FileRevocationStore.open(file, world);
    add(other, revocation(3));
    assertThat(known()).as("not looked at yet").isEmpty();
    later();
    assertThat(known()).hasSize(1);
    append(line(revocation(4)) + "\n" + line(revocation(5)));
    later();
    assertThat(known()).hasSize(3);
    world.now = world.now.minus(Duration.ofHours(1));
    append(line(revocation(6)));
    assertThat(known()).as("a clock that is set back").hasSize(4);
  }

  @Test
  void aCutLastLineIsPassedOverAndGivesWay() throws Exception {
    add(store, revocation(3));
    String cut = line(revocation(4));
    append(cut.substring(0, 200));
    later();
    assertThat(known()).hasSize(1);
    add(store, revocation(5));
    assertThat(known()).hasSize(2);
    assertThat(Files.readString(file).lines()).hasSize(2);
    assertThat(FileRevocationStore.open(file, world).of(world.miner.hotkey())).hasSize(2);
  }

  @Test
  void aWholeLastLineWithoutItsEndCountsAndStays() throws Exception {
    append(line(revocation(4)).strip());
    later();
    assertThat(known()).hasSize(1);
    add(store, revocation(5));
    assertThat(known()).hasSize(2);
    assertThat(Files.readString(file).lines()).hasSize(2);
  }

  @Test
  void aLineThatDoesNotVerifyStopsEverythingAndIsNamed() throws Exception {
    add(store, revocation(3));
    String good = Files.readString(file);
    SignedRevocation forged = new SignedRevocation(revocation(4).body(), revocation(5).signature());
    append("\n" + line(forged));
    later();
    broken("revocations.jsonl, line 3: not signed by the hotkey that it names");
    assertThatThrownBy(() -> add(store, revocation(6)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 3")
        .hasMessageNotContaining(forged.signature().hex());
    assertThatThrownBy(() -> FileRevocationStore.open(file, world))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 3");
    Files.writeString(file, good + "{\"revocation\":1}\n");
    later();
    broken("line 2: no revocation: ");
    Files.writeString(file, good);
    later();
    assertThat(known()).hasSize(1);
    assertThat(Files.readString(file)).isEqualTo(good);
  }

  @Test
  void aFileThatIsGoneSaysNothing() throws Exception {
    add(store, revocation(3));
    Path away = folder.resolve("away");
    Files.move(file, away);
    later();
    broken("is gone; put it back");
    assertThatThrownBy(() -> add(store, revocation(4))).isInstanceOf(IOException.class);
    assertThat(file).doesNotExist();
    Files.move(away, file);
    later();
    assertThat(known()).hasSize(1);
  }

  @Test
  void linesThatAreTakenAwayByHandAreGone() throws Exception {
    add(store, revocation(3));
    add(store, revocation(4));
    Files.writeString(file, line(revocation(5)));
    later();
    assertThat(known()).hasSize(1);
  }

  @Test
  void thereAreBounds() throws Exception {
    int bytes = line(revocation(3)).length();
    FileRevocationStore small =
        FileRevocationStore.open(folder.resolve("small"), world, 2L * bytes + 50);
    add(small, revocation(3));
    add(small, revocation(4));
    assertThatThrownBy(() -> add(small, revocation(5)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is full");
    assertThat(small.of(world.miner.hotkey())).hasSize(2);
    Files.writeString(folder.resolve("small"), "\n".repeat(100), StandardOpenOption.APPEND);
    later();
    assertThatThrownBy(() -> small.of(world.miner.hotkey()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a file of revocations has at most");
    for (int i = 0; i < KnownRevocations.MOST; i++) {
      append(line(signed(i)));
    }
    later();
    assertThat(known()).hasSize(256);
    assertThatThrownBy(() -> add(store, signed(256)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has made 256 revocations already");
    add(store, signed(7));
    add(store, world.revocation(world.miner, Optional.empty()));
    assertThat(known()).as("the last resort finds room").hasSize(257);
  }

  private SignedRevocation signed(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    key[1] = (byte) (number >> 8);
    return SignedRevocation.sign(
        new Revocation("main", 13, world.miner.hotkey(), Optional.of(Octets.of(key)), world.now),
        world.miner);
  }

  @Test
  void manyAppendersLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int number = i;
        FileRevocationStore own = FileRevocationStore.open(file, world);
        all.add(
            threads.submit(
                () -> {
                  for (int j = 0; j < 10; j++) {
                    add(own, signed(number * 10 + j));
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    later();
    assertThat(known()).hasSize(40);
  }

  /**
   * Whoever asks in a loop gets nothing more once the file holds the revocation, at the latest when
   * it is looked at again: well within the minute that is promised.
   */
  @Test
  void noNewCredentialsWithinAMinuteOfAnAppendByAnotherProcess() throws Exception {
    world.revocationsFrom(store);
    Instant appended = null;
    Instant lastIssued = null;
    for (int second = 0; second < 120; second++) {
      world.now = world.now.plusSeconds(1);
      if (second == 50) {
        append(line(world.revocation(world.miner, Optional.of(world.session))));
        appended = world.now;
      }
      try {
        world.issue(world.signed(world.upload()));
        lastIssued = world.now;
      } catch (AccessException e) {
        assertThat(e.reason()).isEqualTo(AccessReason.GRANT_REVOKED);
      }
    }
    assertThat(Duration.between(appended, lastIssued))
        .isLessThanOrEqualTo(FileRevocationStore.CHECK_EVERY);
    assertThat(world.sessions).hasSizeBetween(50, 53);
  }

  @Test
  void noNewCredentialsOnceTheStoreKnowsIt() throws Exception {
    world.revocationsFrom(store);
    for (int i = 0; i < 20; i++) {
      world.issue(world.signed(world.upload()));
    }
    add(store, world.revocation(world.miner, Optional.of(world.session)));
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> world.issue(world.signed(world.upload())))
          .isInstanceOf(AccessException.class)
          .hasMessage(AccessReason.GRANT_REVOKED.text());
    }
    assertThat(world.sessions).hasSize(20);
  }

  @Property(tries = 300)
  void anyBytesAreReadOrRefused(
      @ForAll @Size(max = 600) byte[] bytes, @ForAll @IntRange(max = 600) int at) throws Exception {
    Signer miner = World.signer(1);
    Revocation revocation =
        new Revocation("main", 13, ((LocalSigner) miner).hotkey(), Optional.empty(), World.START);
    byte[] good = line(SignedRevocation.sign(revocation, miner)).getBytes(StandardCharsets.UTF_8);
    byte[] content = Arrays.copyOf(good, good.length + bytes.length);
    System.arraycopy(bytes, 0, content, good.length, bytes.length);
    try {
      assertThat(RevocationLines.empty().read(content).of(revocation.hotkey()))
          .containsExactly(revocation);
    } catch (RevocationLines.BadLineException e) {
      assertThat(e).hasMessageMatching("(?s)line \\d+: .+");
    }
    byte[] cut = Arrays.copyOf(good, Math.min(at, good.length));
    // All but the line feed is a whole line.
    assertThat(RevocationLines.empty().read(cut).of(revocation.hotkey()))
        .hasSize(cut.length >= good.length - 1 ? 1 : 0);
  }
}
