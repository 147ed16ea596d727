package io.tributary.connectors.sink.internal;

import io.tributary.connectors.credentials.CredentialCalls;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.parquet.LakeFileEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a generation's rows to a staged file: one encoder writes a spool file on the task's thread,
 * then a bounded pool signs and uploads it. The spool file lives no longer than its upload.
 *
 * <p>Belongs to the task's thread; only outcomes are handed over from the pool.
 */
public final class StagingPipeline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StagingPipeline.class);

  private final LakeFileEncoder encoder;
  private final FileStager stager;
  private final Path spool;
  private final ExecutorService uploads;
  private final Set<GenerationId> inFlight = new HashSet<>();
  private long spoolCount;

  /**
   * @param encoder reused file after file
   * @param stager signs and uploads
   * @param spool a directory of this subtask alone; deleted with what is in it
   * @param maxInFlight threads that upload
   */
  public StagingPipeline(LakeFileEncoder encoder, FileStager stager, Path spool, int maxInFlight) {
    this.encoder = encoder;
    this.stager = stager;
    this.spool = spool;
    this.uploads =
        Executors.newFixedThreadPool(
            maxInFlight,
            task -> {
              Thread thread = new Thread(task, "tributary-stage");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Hands all rows of a generation, in order, to a consumer. */
  interface Rows {
    void forEach(Block.RowConsumer consumer) throws Exception;
  }

  /** How staging a generation ended: exactly one of file and failure is set. */
  record Outcome(BufferKey key, Generation generation, StagedFile file, Throwable failure) {
    GenerationId id() {
      return new GenerationId(key, generation.number());
    }
  }

  /**
   * Encodes a generation now and stages its file in the background.
   *
   * @param done gets the outcome, on a thread of the pool
   * @throws IOException if the spool file cannot be written
   */
  void stage(BufferKey key, Generation generation, Rows rows, Consumer<Outcome> done)
      throws Exception {
    Path path = spool.resolve("file-" + spoolCount++ + ".parquet");
    EncodedFile file;
    try {
      encoder.start(key.source(), path, generation.rows());
      rows.forEach(encoder::append);
      file = encoder.finish();
    } catch (Exception e) {
      abandon(path, e);
      throw e;
    }
    inFlight.add(new GenerationId(key, generation.number()));
    uploads.execute(() -> report(upload(key, generation, file), done));
  }

  /** What fails on the way out must not hide why the file was given up. */
  private void abandon(Path path, Exception reason) {
    try {
      encoder.abort();
    } catch (IOException | RuntimeException e) {
      reason.addSuppressed(e);
    }
    deleteSpoolFile(path);
  }

  private Outcome upload(BufferKey key, Generation generation, EncodedFile file) {
    try {
      Instant sealedAt = Instant.ofEpochMilli(generation.sealedAtMillis());
      return new Outcome(key, generation, stager.stage(key, sealedAt, file), null);
    } catch (StagingException | RuntimeException | Error e) {
      // An error too is an outcome: without one, the generation would count as in flight for ever.
      return new Outcome(key, generation, null, e);
    } finally {
      deleteSpoolFile(file.path());
    }
  }

  private static void report(Outcome outcome, Consumer<Outcome> done) {
    try {
      done.accept(outcome);
    } catch (RejectedExecutionException e) {
      // The task ends; its successor finds the generation in state and stages it again.
      LOG.debug("A staged file of {} is not taken any more", outcome.key());
    }
  }

  private static void deleteSpoolFile(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("The spool file {} could not be deleted: {}", path, e.toString());
    }
  }

  /** Takes note, on the task's thread, that an outcome has arrived. */
  void finished(Outcome outcome) {
    inFlight.remove(outcome.id());
  }

  /** Whether a generation's file is on its way. */
  boolean has(GenerationId generation) {
    return inFlight.contains(generation);
  }

  /** Whether any file of a key is on its way. */
  boolean isStaging(BufferKey key) {
    return inFlight.stream().anyMatch(generation -> generation.key().equals(key));
  }

  /** Files on their way. */
  int inFlight() {
    return inFlight.size();
  }

  /** How often the stager used credentials, and how often they had to be asked for. */
  CredentialCalls credentialCalls() {
    return stager.credentialCalls();
  }

  /** Stops uploads and deletes the spool. Staged uploads stay: a checkpoint may need them. */
  @Override
  public void close() throws Exception {
    uploads.shutdownNow();
    try {
      if (!uploads.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("Uploads did not stop within 10 s; their threads end with their requests");
      }
    } finally {
      closeAll();
    }
  }

  private void closeAll() throws Exception {
    try (AutoCloseable closesLast = this::deleteSpool;
        LakeFileEncoder closesSecond = encoder;
        FileStager closesFirst = stager) {
      // Resources close in reverse order, each of them also when another fails to.
    }
  }

  private void deleteSpool() throws IOException {
    if (!Files.exists(spool)) {
      return;
    }
    try (var files = Files.list(spool)) {
      files.forEach(StagingPipeline::deleteSpoolFile);
    }
    try {
      Files.deleteIfExists(spool);
    } catch (IOException e) {
      LOG.warn("The spool {} could not be deleted: {}", spool, e.toString());
    }
  }
}
