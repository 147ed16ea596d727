package io.tributary.connectors.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.internal.CommitLog;
import io.tributary.connectors.sink.internal.CommitServices;
import io.tributary.connectors.sink.internal.FileStager;
import io.tributary.connectors.sink.internal.MinerRowCodec;
import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sink with 2,000 miners at once in a heap of 1 GiB, the test JVM's own limit. A sink that
 * keeps a Parquet writer open for each of them needs several times as much.
 */
class ManyMinersIT {

  private static final int MINERS = 2_000;
  private static final int ROWS_EACH = 20;
  private static final Map<String, StagedFile> COMMITTED = new ConcurrentHashMap<>();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir static Path directory;

  @Test
  void everyRowOfEveryMinerIsCommittedOnce() throws Exception {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(1L << 30);
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.resolve("c").toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    MinerFileSink.attach(
        env.fromSequence(0, (long) MINERS * ROWS_EACH - 1)
            .map(ManyMinersIT::row)
            .returns(CodecTypeInfo.of(new MinerRowCodec())),
        new MinerFileSinkOptions(
            new RollPolicy(64 << 20, 1_000_000, Duration.ofHours(1), 0.2),
            new StagingOptions(
                32 << 10,
                4 << 20,
                4,
                Duration.ofSeconds(1),
                directory.resolve("spool").toString(),
                "test"),
            EncoderOptions.DEFAULTS,
            1,
            Duration.ofMinutes(1),
            4),
        new MemoryServices());
    env.execute("many miners");

    assertThat(COMMITTED).hasSize(MINERS);
    assertThat(COMMITTED.values()).allMatch(file -> file.rows() == ROWS_EACH);
  }

  private static MinerRow row(long number) {
    Object[] values = new Object[Columns.of(SourceId.X).size()];
    values[Columns.DATETIME] = 1_760_000_000_000_000L + number;
    values[2] = "user" + number;
    values[3] = "text of " + number + ", " + "long enough to count ".repeat(18);
    byte[] row = new RowWriter().write(Columns.of(SourceId.X), values);
    return new MinerRow(SourceId.X, hotkey((int) (number % MINERS)), row);
  }

  private static Hotkey hotkey(int miner) {
    return new Hotkey("5" + "C".repeat(42) + Integer.toString(miner + 10_000).replace('0', 'z'));
  }

  /** A store, a credential source and a log that are nothing but memory. */
  private static final class MemoryServices implements SinkServices {

    private static final long serialVersionUID = 1L;

    @Override
    public FileStager openStager() {
      return new FileStager() {
        @Override
        public StagedFile stage(BufferKey key, Instant sealedAt, EncodedFile file) {
          ObjectKey name =
              ObjectKey.of(key.source(), key.hotkey(), sealedAt, file.rows(), file.tailDigestHex());
          StagedUpload upload =
              new StagedUpload(
                  "memory",
                  name,
                  "upload",
                  List.of(new StagedUpload.Part(1, "tag")),
                  file.sizeBytes());
          return new StagedFile(upload, "token", new byte[0], file.rows(), 0, "", 0);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public CommitServices openCommit() {
      return new CommitServices(new MemoryStore(), new AnyCredentials(), new MemoryLog());
    }
  }

  private static final class AnyCredentials implements CredentialSource {
    @Override
    public IssuedCredentials forMiner(Hotkey hotkey) {
      return new IssuedCredentials("id", "secret", "token", Instant.MAX);
    }

    @Override
    public void invalidate(Hotkey hotkey, IssuedCredentials refused) {}

    @Override
    public void close() {}
  }

  private static final class MemoryStore implements FileStore {
    private final Map<ObjectKey, StagedUpload> objects = new ConcurrentHashMap<>();

    @Override
    public StagedUpload stage(
        ObjectKey key, Path file, Map<String, String> metadata, IssuedCredentials credentials) {
      throw new UnsupportedOperationException("the stager of this test stages");
    }

    @Override
    public void complete(StagedUpload upload, IssuedCredentials credentials) {
      objects.put(upload.key(), upload);
    }

    @Override
    public Optional<ObjectHead> head(ObjectKey key, IssuedCredentials credentials) {
      return Optional.ofNullable(objects.get(key))
          .map(
              upload ->
                  new ObjectHead(
                      upload.size(), "tag", Optional.empty(), Map.of(WRITE_TOKEN, "token")));
    }

    @Override
    public void abort(StagedUpload upload, IssuedCredentials credentials) {}

    @Override
    public void close() {}
  }

  private static final class MemoryLog implements CommitLog {
    @Override
    public void committed(StagedFile file) {
      StagedFile earlier = COMMITTED.put(file.key().path(), file);
      assertThat(earlier).as("a file committed twice").isNull();
    }

    @Override
    public void parked(StagedFile file, ParkReason reason) {
      throw new AssertionError("nothing is to be parked, but " + file.key() + ": " + reason);
    }

    @Override
    public void unparked(StagedFile file) {
      throw new AssertionError("nothing was parked");
    }

    @Override
    public void close() {}
  }
}
