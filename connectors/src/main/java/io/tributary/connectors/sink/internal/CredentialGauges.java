package io.tributary.connectors.sink.internal;

import io.tributary.connectors.credentials.CredentialCalls;
import java.util.function.Supplier;
import org.apache.flink.metrics.MetricGroup;

/** Shows how often credentials were used and how often the service was asked for them. */
final class CredentialGauges {

  private CredentialGauges() {}

  static void register(MetricGroup metrics, Supplier<CredentialCalls> calls) {
    metrics.gauge("credentialUses", () -> calls.get().uses());
    metrics.gauge("credentialFetches", () -> calls.get().fetches());
  }
}
