package io.tributary.auth.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEvidenceLogTest {

  private static final Instant AT = Instant.parse("2026-03-01T23:59:59Z");

  @TempDir private Path folder;

  private final AtomicLong bytesFree = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean syncs = true;

  private FileEvidenceLog log() throws IOException {
    return new FileEvidenceLog(
        folder,
        new DurableFiles(
            file ->
                new FaultyChannel(
                    FileChannel.open(file, StandardOpenOption.APPEND), bytesFree, syncs)));
  }

  private static EvidenceEntry entry(Instant at, String id) {
    return new EvidenceEntry(at, id, "GRANTED", Octets.of(id.getBytes(StandardCharsets.UTF_8)));
  }

  private Path file(String day) {
    return folder.resolve("evidence-" + day + ".jsonl");
  }

  private Set<String> digests(String day) throws IOException {
    return Files.readAllLines(file(day)).stream()
        .map(line -> Octets.of(line.getBytes(StandardCharsets.UTF_8)).sha256().hex())
        .collect(Collectors.toSet());
  }

  @Test
  void everyDigestOfManyThreadsIsInTheFileWhenTheyReturn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try (FileEvidenceLog log = new FileEvidenceLog(folder)) {
      List<Future<Boolean>> found = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String id = "request-" + i;
        found.add(
            threads.submit(
                () -> {
                  String digest = log.append(entry(AT, id));
                  return digests("20260301").contains(digest);
                }));
      }
      for (Future<Boolean> answer : found) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(Files.readAllLines(file("20260301"))).hasSize(300);
  }

  @Test
  void oneFileADay() throws Exception {
    try (FileEvidenceLog log = log()) {
      String last = log.append(entry(AT, "last"));
      String first = log.append(entry(AT.plusSeconds(1), "first"));
      assertThat(digests("20260301")).containsExactly(last);
      assertThat(digests("20260302")).containsExactly(first);
    }
  }

  @Test
  void aFullDiskCutsALineThatHarmsNoLaterOne() throws Exception {
    try (FileEvidenceLog log = log()) {
      String before = log.append(entry(AT, "before"));
      bytesFree.set(30);
      assertThatThrownBy(() -> log.append(entry(AT, "cut")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
      assertThatThrownBy(() -> log.append(entry(AT, "none")))
          .hasMessageContaining("No space left on device");
      bytesFree.set(Long.MAX_VALUE);
      String after = log.append(entry(AT, "after"));
      assertThat(digests("20260301")).contains(before, after);
      assertThat(Files.readString(file("20260301"))).doesNotContain("\"none\"");
    }
  }

  @Test
  void whatIsNotSyncedIsNotBelieved() throws Exception {
    try (FileEvidenceLog log = log()) {
      syncs = false;
      assertThatThrownBy(() -> log.append(entry(AT, "lost")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Input/output error");
      syncs = true;
      String after = log.append(entry(AT, "after"));
      // The line before may vanish, its line feed too: the next batch brings one of its own.
      assertThat(Files.readAllLines(file("20260301"))).hasSize(3).element(1).isEqualTo("");
      assertThat(digests("20260301")).contains(after);
    }
  }

  @Test
  void aFileThatCannotBeOpenedIsTriedAgain() throws Exception {
    try (FileEvidenceLog log = log()) {
      Files.createDirectory(file("20260301"));
      assertThatThrownBy(() -> log.append(entry(AT, "a")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Is a directory");
      Files.delete(file("20260301"));
      String digest = log.append(entry(AT, "b"));
      assertThat(digests("20260301")).containsExactly(digest);
    }
  }

  @Test
  void aLaterProcessGoesOnBehindATornLine() throws Exception {
    String before;
    try (FileEvidenceLog log = log()) {
      before = log.append(entry(AT, "before"));
    }
    Files.writeString(file("20260301"), "{\"version\":1,\"at", StandardOpenOption.APPEND);
    try (FileEvidenceLog log = log()) {
      String after = log.append(entry(AT, "after"));
      assertThat(digests("20260301")).contains(before, after);
    }
  }

  @Test
  void aClosedLogKeepsNothing() throws Exception {
    FileEvidenceLog log = log();
    log.close();
    assertThatThrownBy(() -> log.append(entry(AT, "a")))
        .isInstanceOf(IOException.class)
        .hasMessage("the log is closed");
  }
}
