package io.tributary.connectors.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CredentialCacheTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(15);

  private volatile Instant now = START;
  private final AtomicInteger calls = new AtomicInteger();
  private final Hotkey miner = hotkey(1);
  private volatile Exception failure;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private final CredentialCache cache = cache(CacheOptions.DEFAULTS);

  private static Hotkey hotkey(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return Ss58.encode(key);
  }

  private CredentialCache cache(CacheOptions options) {
    return new CredentialCache(this::fetch, options, () -> now, new Random(3));
  }

  private IssuedCredentials fetch(Hotkey hotkey)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException {
    int call = calls.incrementAndGet();
    gate.await();
    if (failure instanceof AccessDeniedException denied) {
      throw denied;
    }
    if (failure instanceof AuthUnavailableException unavailable) {
      throw unavailable;
    }
    return new IssuedCredentials(
        "AK" + call, "very-secret-key", "very-secret-token", now.plus(LIFE));
  }

  @Test
  void oneRequestServesAMinerForItsLife() throws Exception {
    IssuedCredentials first = cache.forMiner(miner);
    now = START.plus(Duration.ofMinutes(7));
    assertThat(cache.forMiner(miner)).isSameAs(first);
    assertThat(calls).hasValue(1);
    now = START.plus(Duration.ofMinutes(10));
    assertThat(cache.forMiner(miner).accessKeyId()).isEqualTo("AK2");
    assertThat(cache.calls()).isEqualTo(new CredentialCalls(3, 2));
  }

  @Test
  void usersShareWhatOneOfThemFetchedAndCountForThemselves() throws Exception {
    AtomicInteger left = new AtomicInteger();
    CredentialSource stager = cache.user(left::incrementAndGet);
    CredentialSource committer = cache.user(left::incrementAndGet);
    assertThat(committer.forMiner(miner)).isSameAs(stager.forMiner(miner));
    stager.forMiner(miner);
    assertThat(calls).hasValue(1);
    assertThat(stager.calls().uses()).isEqualTo(2);
    assertThat(committer.calls().uses()).isEqualTo(1);
    assertThat(stager.calls().fetches() + committer.calls().fetches()).isEqualTo(1);
    committer.invalidate(miner, committer.forMiner(miner));
    assertThat(stager.forMiner(miner).accessKeyId()).isEqualTo("AK2");
    stager.close();
    stager.close();
    assertThat(left).hasValue(1);
    assertThat(committer.forMiner(miner).accessKeyId()).isEqualTo("AK2");
  }

  @Test
  void manyThreadsMakeOneFlight() throws Exception {
    gate = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<IssuedCredentials>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        answers.add(threads.submit(() -> cache.forMiner(miner)));
      }
      gate.countDown();
      for (Future<IssuedCredentials> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS).accessKeyId()).isEqualTo("AK1");
      }
      assertThat(calls).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anOutageIsBridgedWhileCredentialsLast() throws Exception {
    cache.forMiner(miner);
    failure = new AuthUnavailableException("down", null);
    now = START.plus(Duration.ofMinutes(13));
    assertThat(cache.forMiner(miner).accessKeyId()).isEqualTo("AK1");
    now = START.plus(Duration.ofMinutes(14)).plusSeconds(1);
    assertThatThrownBy(() -> cache.forMiner(miner))
        .isInstanceOf(AuthUnavailableException.class)
        .hasMessage("down");
    failure = null;
    assertThat(cache.forMiner(miner).accessKeyId()).isEqualTo("AK4");
  }

  @Test
  void refusalsAreRememberedBriefly() throws Exception {
    failure = new AccessDeniedException("NOT_REGISTERED", "who are you");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> cache.forMiner(miner))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessage("NOT_REGISTERED: who are you");
    }
    assertThat(calls).hasValue(1);
    failure = null;
    now = START.plusSeconds(30);
    assertThat(cache.forMiner(miner).accessKeyId()).isEqualTo("AK2");
  }

  @Test
  void invalidatedCredentialsAreFetchedAnewOnce() throws Exception {
    IssuedCredentials first = cache.forMiner(miner);
    cache.invalidate(miner, first);
    IssuedCredentials second = cache.forMiner(miner);
    cache.invalidate(miner, first);
    assertThat(cache.forMiner(miner)).isSameAs(second);
  }

  @Test
  void boundedAndSilent() throws Exception {
    CredentialCache small = cache(new CacheOptions(2, Duration.ZERO, Duration.ofMinutes(1)));
    for (int seed = 1; seed <= 3; seed++) {
      small.forMiner(hotkey(seed));
    }
    small.forMiner(hotkey(3));
    assertThat(calls).hasValue(3);
    small.forMiner(hotkey(1));
    assertThat(calls).hasValue(4);
    assertThat(small.toString()).doesNotContain("secret");
    small.close();
    assertThatThrownBy(() -> small.forMiner(miner))
        .isInstanceOf(AuthUnavailableException.class)
        .hasMessageContaining("closed");
  }
}
