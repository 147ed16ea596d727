package io.tributary.local.demo.run;

import io.tributary.local.flink.JobMetrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What keeping credentials saved in this run, as the sink's gauges tell.
 *
 * @param uses how often the sink needed some
 * @param calls how often it asked the authentication service
 */
record CredentialUse(long uses, long calls) {

  private static final String USES = "credentialUses";
  private static final String FETCHES = "credentialFetches";
  private static final int READS = 3;
  private static final long REFRESH_MILLIS = 600;

  /**
   * Reads the gauges of a job that has nothing left to do.
   *
   * @param job its id in hex
   */
  static CredentialUse read(JobMetrics metrics, String job)
      throws IOException, InterruptedException {
    Map<String, Long> sums = metrics.sums(job, List.of(USES, FETCHES));
    for (int read = 1; read < READS; read++) {
      // Flink answers with what it knew before and asks for news behind the answer.
      TimeUnit.MILLISECONDS.sleep(REFRESH_MILLIS);
      sums = metrics.sums(job, List.of(USES, FETCHES));
    }
    return new CredentialUse(sums.getOrDefault(USES, 0L), sums.getOrDefault(FETCHES, 0L));
  }
}
