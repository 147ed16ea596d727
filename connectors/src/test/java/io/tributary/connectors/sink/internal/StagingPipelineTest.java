package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.LakeFileEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool file lives no longer than its upload, however that ends. */
class StagingPipelineTest {

  private static final Generation GENERATION = new Generation(3, 1, 2, 100, 5, 1_700_000_000_000L);

  @TempDir Path folder;
  private Path spool;
  private final FakeStager stager = new FakeStager();
  private final BlockingQueue<StagingPipeline.Outcome> outcomes = new LinkedBlockingQueue<>();
  private StagingPipeline pipeline;

  @BeforeEach
  void open() throws IOException {
    spool = Files.createDirectory(folder.resolve("spool"));
    pipeline = new StagingPipeline(new LakeFileEncoder(EncoderOptions.DEFAULTS), stager, spool, 2);
  }

  @AfterEach
  void close() throws Exception {
    pipeline.close();
    assertThat(spool).doesNotExist();
  }

  @Test
  void aStagedFileLeavesNoSpoolFile() throws Exception {
    stage();
    StagingPipeline.Outcome outcome = outcome();
    assertThat(outcome.failure()).isNull();
    assertThat(stager.ids(outcome.file())).containsExactly("1", "2");
    assertThat(outcome.file().rows()).isEqualTo(2);
    assertSpoolIsEmpty();
  }

  @Test
  void aFailedUploadLeavesNoSpoolFile() throws Exception {
    stager.failures.set(1);
    stage();
    assertThat(outcome().failure()).isInstanceOf(StagingException.class).hasMessage("told to fail");
    assertSpoolIsEmpty();
  }

  @Test
  void anErrorIsAnOutcomeToo() throws Exception {
    stager.error = new LinkageError("a class is missing");
    stage();
    assertThat(outcome().failure())
        .isInstanceOf(LinkageError.class)
        .hasMessage("a class is missing");
    assertSpoolIsEmpty();
  }

  @Test
  void aTaskThatTakesNoOutcomeLeavesNoSpoolFile() throws Exception {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    pipeline.stage(
        SinkRows.key(1),
        GENERATION,
        StagingPipelineTest::twoRows,
        outcome -> {
          asked.add("asked");
          throw new RejectedExecutionException("the mailbox is closed");
        });
    assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo("asked");
    assertSpoolIsEmpty();
  }

  @Test
  void rowsThatCannotBeReadAbortTheFileAndTheEncoderGoesOn() throws Exception {
    assertThatThrownBy(
            () ->
                pipeline.stage(
                    SinkRows.key(1),
                    GENERATION,
                    consumer -> {
                      twoRows(consumer);
                      throw new IOException("no state");
                    },
                    outcomes::add))
        .isInstanceOf(IOException.class)
        .hasMessage("no state");
    assertSpoolIsEmpty();
    assertThat(pipeline.inFlight()).isZero();
    stage();
    assertThat(outcome().file()).isNotNull();
  }

  @Test
  void aSpoolThatCannotBeWrittenIsAnIoException() throws Exception {
    Files.delete(spool);
    assertThatThrownBy(this::stage)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file-0.parquet");
    assertThat(pipeline.inFlight()).isZero();
    Files.createDirectory(spool);
    stage();
    assertThat(outcome().file()).isNotNull();
  }

  @Test
  void closingInterruptsUploadsAndDeletesTheSpool() throws Exception {
    stager.permits.drainPermits();
    stage();
    stager.permits.release();
    pipeline.close();
    assertThat(spool).doesNotExist();
  }

  @Test
  void knowsWhatIsInFlight() throws Exception {
    stager.permits.drainPermits();
    stage();
    GenerationId id = new GenerationId(SinkRows.key(1), 3);
    assertThat(pipeline.has(id)).isTrue();
    assertThat(pipeline.isStaging(SinkRows.key(1))).isTrue();
    assertThat(pipeline.isStaging(SinkRows.key(2))).isFalse();
    stager.permits.release();
    pipeline.finished(outcome());
    assertThat(pipeline.has(id)).isFalse();
    assertThat(pipeline.inFlight()).isZero();
  }

  private void stage() throws Exception {
    pipeline.stage(SinkRows.key(1), GENERATION, StagingPipelineTest::twoRows, outcomes::add);
  }

  private static void twoRows(Block.RowConsumer consumer) throws IOException {
    for (byte[] row : List.of(SinkRows.row(1, 1).row(), SinkRows.row(1, 2).row())) {
      consumer.accept(row, 0, row.length);
    }
  }

  private StagingPipeline.Outcome outcome() throws InterruptedException {
    StagingPipeline.Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
    assertThat(outcome).isNotNull();
    return outcome;
  }

  private void assertSpoolIsEmpty() {
    assertThat(spool).isEmptyDirectory();
  }
}
