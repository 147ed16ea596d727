package io.tributary.benchmarks.sink;

import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.S3FileStore;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.hotkey.access.IssuedCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * A bucket of the store that {@link StoreProcess} has started; this process's environment tells of
 * it. {@code FileSink} writes with the owner's key, the other one with a session.
 */
final class S3Lake implements Lake {

  private static final long serialVersionUID = 1L;

  private final String prefix;

  /**
   * @param prefix below which {@code FileSink} writes; the other sink's names are its own
   */
  S3Lake(String prefix) {
    this.prefix = prefix;
  }

  /** Gives Flink its file system of the store, from the folder of plugins. */
  static void connectFlink() {
    Configuration configuration = new Configuration();
    configuration.setString("s3.endpoint", StoreProcess.told(StoreProcess.ENDPOINT));
    configuration.setString("s3.path.style.access", "true");
    configuration.setString("s3.endpoint.region", StoreProcess.REGION);
    configuration.setString("s3.access-key", StoreProcess.told(StoreProcess.OWNER_ID));
    configuration.setString("s3.secret-key", StoreProcess.told(StoreProcess.OWNER_SECRET));
    FileSystem.initialize(
        configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
  }

  @Override
  public URI root() {
    return URI.create("s3://" + StoreMain.BUCKET + "/" + prefix);
  }

  @Override
  public FileStore openStore() {
    return new S3FileStore(
        StoreOptions.compatible(
            URI.create(StoreProcess.told(StoreProcess.ENDPOINT)), StoreMain.BUCKET));
  }

  @Override
  public IssuedCredentials credentials() {
    return new IssuedCredentials(
        StoreProcess.told(StoreProcess.SESSION_ID),
        StoreProcess.told(StoreProcess.SESSION_SECRET),
        StoreProcess.told(StoreProcess.SESSION_TOKEN),
        Instant.MAX);
  }

  @Override
  public Content content() throws IOException {
    return Content.of(Path.of(StoreProcess.told(StoreProcess.FOLDER)).resolve(StoreMain.BUCKET));
  }

  @Override
  public double serverCpuSeconds() {
    long process = Long.parseLong(StoreProcess.told(StoreProcess.PROCESS));
    return ProcessHandle.of(process)
            .flatMap(server -> server.info().totalCpuDuration())
            .map(Duration::toNanos)
            .orElseThrow(() -> new IllegalStateException("the store's process has ended"))
        / 1e9;
  }
}
