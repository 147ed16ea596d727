package io.tributary.benchmarks.sink;

import io.tributary.connectors.store.FileStore;
import io.tributary.hotkey.access.IssuedCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/** A folder, which asks for no credentials and has no server. */
final class FolderLake implements Lake {

  private static final long serialVersionUID = 1L;

  private final String folder;

  FolderLake(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public URI root() {
    return Path.of(folder).toUri();
  }

  @Override
  public FileStore openStore() throws IOException {
    return new FolderFileStore(Path.of(folder));
  }

  @Override
  public IssuedCredentials credentials() {
    return new IssuedCredentials("none", "none", "none", Instant.MAX);
  }

  @Override
  public Content content() throws IOException {
    return Content.of(Path.of(folder));
  }

  @Override
  public double serverCpuSeconds() {
    return 0;
  }
}
