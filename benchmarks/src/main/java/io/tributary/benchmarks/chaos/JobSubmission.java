package io.tributary.benchmarks.chaos;

import io.tributary.jobs.ingest.IngestJob;
import io.tributary.jobs.ingest.IngestOptions;
import io.tributary.jobs.validate.StoreValidationServices;
import io.tributary.jobs.validate.ValidationJob;
import io.tributary.jobs.validate.ValidationOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Submits jobs, whose classes are on the cluster's class path. */
final class JobSubmission {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Configuration highAvailability;
  private final int parallelism;

  /**
   * @param highAvailability where the cluster tells who leads
   * @param parallelism of each job
   */
  JobSubmission(Configuration highAvailability, int parallelism) {
    this.highAvailability = highAvailability;
    this.parallelism = parallelism;
  }

  /** Submits the ingest; answers its id in hex. */
  String ingest(IngestOptions options) throws Exception {
    return submit(
        IngestJob.configuration(options),
        env -> IngestJob.build(env, options.startedAt(Instant.now())));
  }

  /** Submits the validation; answers its id in hex. */
  String validation(ValidationOptions options) throws Exception {
    return submit(
        ValidationJob.configuration(options),
        env ->
            ValidationJob.build(
                env,
                options,
                new StoreValidationServices(
                    options.reading(), options.settings(), options.beacon()),
                Instant.now()));
  }

  private String submit(Configuration job, Consumer<StreamExecutionEnvironment> build)
      throws Exception {
    // As the default, but what is waited for here is recovery and not the delay before it.
    job.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(300));
    job.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(2));
    job.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofSeconds(30));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(job);
    env.setParallelism(parallelism);
    build.accept(env);
    Configuration where = new Configuration(highAvailability);
    where.set(RestOptions.ADDRESS, "127.0.0.1");
    try (RestClusterClient<StandaloneClusterId> client =
        new RestClusterClient<>(where, StandaloneClusterId.getInstance())) {
      return client
          .submitJob(env.getStreamGraph().getJobGraph())
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .toHexString();
    }
  }
}
