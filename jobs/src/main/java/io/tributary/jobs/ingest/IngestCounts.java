package io.tributary.jobs.ingest;

/**
 * Names of the job's counts, which are gauges over checkpointed state.
 *
 * <p>Of the records in admitted batches, received = accepted + duplicate + rejected.
 */
public final class IngestCounts {

  /** Messages read from the input topic, whatever became of them. */
  public static final String BATCHES = "batches";

  /** Records in admitted batches. */
  public static final String RECEIVED = "received";

  /** Batches that were refused whole. */
  public static final String REFUSED_BATCHES = "refusedBatches";

  /** Batches that came again and were passed over. */
  public static final String RESENT_BATCHES = "resentBatches";

  /** Revocations that their hotkey signed for this deployment. */
  public static final String REVOCATIONS = "revocations";

  /** Messages among the revocations that are none, and were ignored. */
  public static final String INVALID_REVOCATIONS = "invalidRevocations";

  /** Records that broke a rule. */
  public static final String REJECTED = "rejected";

  /** Records that were the first of their item. */
  public static final String ACCEPTED = "accepted";

  /** Records whose item was there already. */
  public static final String DUPLICATE = "duplicate";

  private IngestCounts() {}
}
