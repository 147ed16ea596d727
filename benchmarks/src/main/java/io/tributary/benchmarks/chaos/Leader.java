package io.tributary.benchmarks.chaos;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

/** Knows from ZooKeeper which JobManager leads. Thread-safe. */
final class Leader implements AutoCloseable {

  private final ClientHighAvailabilityServices services;
  private final LeaderRetrievalService retrieval;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private volatile Optional<URI> rest = Optional.empty();

  /**
   * @param cluster the configuration of its high availability
   */
  Leader(Configuration cluster) throws Exception {
    services =
        HighAvailabilityServicesUtils.createClientHAService(
            cluster,
            problem -> System.err.println("the leader cannot be told: " + problem.getMessage()));
    retrieval = services.getClusterRestEndpointLeaderRetriever();
    retrieval.start(
        new LeaderRetrievalListener() {
          @Override
          public void notifyLeaderAddress(String address, UUID session) {
            rest = Optional.ofNullable(address).filter(a -> !a.isEmpty()).map(URI::create);
          }

          @Override
          public void handleError(Exception problem) {
            System.err.println("the leader cannot be told: " + problem.getMessage());
          }
        });
  }

  /** Where the leader's REST API is; empty while nobody leads. */
  Optional<URI> rest() {
    return rest;
  }

  @Override
  public void close() throws Exception {
    if (open.compareAndSet(true, false)) {
      retrieval.stop();
      services.close();
    }
  }
}
