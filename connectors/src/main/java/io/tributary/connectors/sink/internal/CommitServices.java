package io.tributary.connectors.sink.internal;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.store.FileStore;

/** What committing needs, made on the machine where it runs. Closing closes all three. */
public record CommitServices(FileStore store, CredentialSource credentials, CommitLog log)
    implements AutoCloseable {

  @Override
  public void close() {
    try (FileStore closesThird = store;
        CredentialSource closesSecond = credentials;
        CommitLog closesFirst = log) {
      // Resources close in reverse order, each of them also when another fails to.
    }
  }
}
