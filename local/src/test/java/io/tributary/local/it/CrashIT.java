package io.tributary.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.proof.FileVerifier;
import io.tributary.local.demo.expect.Expectation;
import io.tributary.local.demo.expect.ExpectationFile;
import io.tributary.schemas.ObjectKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One folder, on which demo after demo is killed, each at another point, and the last one runs to
 * its end. The steps follow each other.
 */
@TestMethodOrder(OrderAnnotation.class)
class CrashIT {

  @TempDir static Path temporary;

  private final DemoTree tree = new DemoTree(temporary.resolve("demo"));

  private DemoProcess demo(String name) throws Exception {
    return DemoProcess.start(
        temporary, name, "--dir", tree.folder().toString(), "--miners", "3", "--records", "3000");
  }

  @Test
  @Order(1)
  void killedWithOpenTransactionsBeforeItsFirstCheckpoint() throws Exception {
    try (DemoProcess demo = demo("transactions")) {
      demo.awaitWhileRunning(
          "it writes refusals in a transaction", () -> tree.bytesOf("rejected-records") > 0);
      demo.kill();
    }
    assertThat(tree.objects()).isEmpty();
  }

  @Test
  @Order(2)
  void killedAfterItsFirstUploads() throws Exception {
    try (DemoProcess demo = demo("staged")) {
      demo.awaitWhileRunning("files are staged", () -> tree.unfinishedUploads() > 0);
      demo.kill();
    }
    assertThat(tree.checkpoints()).isPositive();
  }

  @Test
  @Order(3)
  void endsCleanlyWhenTerminatedAfterACheckpoint() throws Exception {
    long before = tree.checkpoints();
    try (DemoProcess demo = demo("terminated")) {
      demo.awaitWhileRunning("another checkpoint is there", () -> tree.checkpoints() > before);
      demo.terminate();
      assertThat(demo.exitCode(Duration.ofSeconds(30))).isNotZero();
      assertThat(demo.err())
          .contains("interrupted; run the same command again to go on")
          .doesNotContain("Exception")
          .doesNotContainPattern("(?m)^\\s+at ");
      assertThat(demo.out()).isEmpty();
    }
  }

  @Test
  @Order(4)
  void killedAfterAFileWasCommitted() throws Exception {
    Set<String> before = tree.objects().keySet();
    try (DemoProcess demo = demo("committed")) {
      demo.awaitWhileRunning("a file appears", () -> tree.objects().size() > before.size());
      demo.kill();
    }
  }

  @Test
  @Order(5)
  void everyItemIsInExactlyOneFileAtTheEnd() throws Exception {
    Expectation expected = ExpectationFile.read(tree.expectation());
    try (DemoProcess demo = demo("last")) {
      // Its own comparison of stores and lake decides the exit code.
      assertThat(demo.exitCode()).as(demo.err()).isZero();
      DemoLine line = DemoLine.of(demo.out());
      assertThat(line.accepted()).isEqualTo(expected.accepted());
      assertThat(line.rejected()).isGreaterThanOrEqualTo(expected.rejected());
      assertThat(line.refusedBatches()).isZero();
      assertThat(demo.err()).contains("each once, with the values that its owner sent");
    }
    Set<String> hotkeys =
        expected.miners().stream().map(Expectation.Miner::hotkey).collect(Collectors.toSet());
    tree.objects()
        .forEach(
            (key, file) -> {
              assertThat(hotkeys).contains(ObjectKey.parse(key).orElseThrow().hotkey().address());
              assertThat(FileVerifier.verify(file).findings()).as(key).isEmpty();
            });
  }

  @Test
  @Order(6)
  void refusesToBeginAgainWhileItsFilesAreThere() throws Exception {
    Set<String> before = tree.objects().keySet();
    tree.forgetCheckpoints();
    try (DemoProcess demo = demo("stale")) {
      assertThat(demo.exitCode()).as(demo.err()).isNotZero();
      assertThat(demo.err())
          .contains("STALE_RESTORE: the job would start from nothing, but files of checkpoint ");
    }
    assertThat(tree.objects().keySet()).isEqualTo(before);
  }
}
