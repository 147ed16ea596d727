package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.credentials.CacheOptions;
import io.tributary.connectors.credentials.CredentialCache;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.AccessOptions;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who asks alike shares one cache, for as long as anybody uses it. */
class SharedCredentialsTest {

  private final Hotkey miner = LocalSigner.fromMiniSecret(new byte[32]).hotkey();
  private final AtomicInteger fetched = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();

  private CredentialCache cache() {
    made.incrementAndGet();
    return new CredentialCache(
        hotkey ->
            new IssuedCredentials(
                "AK" + fetched.incrementAndGet(),
                "secret",
                "token",
                Instant.now().plusSeconds(900)),
        CacheOptions.DEFAULTS,
        InstantSource.system(),
        new SecureRandom());
  }

  private static AccessOptions access(String audience) {
    return new AccessOptions(URI.create("http://127.0.0.1:1"), audience, 13, "keys", "sink");
  }

  @Test
  void tasksShareOneCacheUntilTheLastCloses() throws Exception {
    CredentialSource stager = SharedCredentials.open(access("a"), this::cache);
    CredentialSource committer = SharedCredentials.open(access("a"), this::cache);
    CredentialSource other = SharedCredentials.open(access("b"), this::cache);
    assertThat(made).hasValue(2);
    assertThat(committer.forMiner(miner)).isSameAs(stager.forMiner(miner));
    assertThat(other.forMiner(miner).accessKeyId()).isEqualTo("AK2");
    stager.close();
    assertThat(committer.forMiner(miner).accessKeyId()).isEqualTo("AK1");
    committer.close();
    assertThatThrownBy(() -> committer.forMiner(miner))
        .isInstanceOf(AuthUnavailableException.class)
        .hasMessageContaining("closed");
    try (CredentialSource again = SharedCredentials.open(access("a"), this::cache)) {
      assertThat(again.forMiner(miner).accessKeyId()).isEqualTo("AK3");
    }
    other.close();
  }

  @Test
  void whatCannotBeMadeIsTriedAgain() throws Exception {
    assertThatThrownBy(
            () ->
                SharedCredentials.open(
                    access("c"),
                    () -> {
                      throw new IOException("no key");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no key");
    try (CredentialSource source = SharedCredentials.open(access("c"), this::cache)) {
      assertThat(source.forMiner(miner).accessKeyId()).isEqualTo("AK1");
    }
  }
}
