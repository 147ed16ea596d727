package io.tributary.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token service that hangs takes its share of the threads, and no more. */
class SlowTokenServiceTest {

  @TempDir private Path folder;

  @Test
  void refusalsAreAnsweredWhileTheTokenServiceHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(3);
    CountDownLatch answer = new CountDownLatch(1);
    try (Running service = new Running(folder, options -> options.withThreads(4))) {
      service.world.beforeSts =
          () -> {
            asked.countDown();
            try {
              answer.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException("interrupted", e);
            }
          };
      List<CompletableFuture<Integer>> waiting = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        byte[] body = service.world.signed(service.world.upload()).toJson();
        waiting.add(CompletableFuture.supplyAsync(() -> status(service, body)));
      }
      asked.await();

      byte[] fourth = service.world.signed(service.world.upload()).toJson();
      assertThat(
              new String(service.send("POST", "/v2/access", fourth).body(), StandardCharsets.UTF_8))
          .contains("STS_THROTTLED");
      for (int i = 0; i < 20; i++) {
        assertThat(service.post("/v2/access", "{}").statusCode()).isEqualTo(400);
      }
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      answer.countDown();
      assertThat(waiting).allMatch(status -> status.join() == 200);
    } finally {
      answer.countDown();
    }
  }

  private static int status(Running service, byte[] body) {
    try {
      return service.send("POST", "/v2/access", body).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException("no answer", e);
    }
  }
}
