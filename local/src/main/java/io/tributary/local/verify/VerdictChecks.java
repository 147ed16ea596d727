package io.tributary.local.verify;

import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.challenge.RangeSource;
import io.tributary.lake.replay.ChainFacts;
import io.tributary.lake.replay.FilesReplay;
import io.tributary.lake.replay.PublicRecords;
import io.tributary.lake.replay.RecordsReplay;
import io.tributary.lake.replay.RecordsReplay.Replayed;
import io.tributary.lake.replay.ReplayCheck;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictCodec;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Replays verdicts with what it is given: topics, chain, lake. What is not given is told as not
 * checked. Not thread-safe.
 */
public final class VerdictChecks {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

  private final Sources sources;

  /**
   * Where public records and files are.
   *
   * @param bootstrap Kafka with the deployment's topics
   * @param chain nodes of the chain; empty if it is not to be asked
   * @param lake where drawn files are read again
   */
  public record Sources(
      Optional<String> bootstrap, List<ChainEndpoint> chain, Optional<Lake> lake) {

    /** Checks that all is there. */
    public Sources {
      Objects.requireNonNull(bootstrap, "bootstrap");
      chain = List.copyOf(chain);
      Objects.requireNonNull(lake, "lake");
    }
  }

  /**
   * A lake.
   *
   * @param files reads them
   * @param keepsVersions whether it knows the versions that were frozen, or is a copy
   */
  public record Lake(RangeSource files, boolean keepsVersions) {}

  /** With these sources. */
  public VerdictChecks(Sources sources) {
    this.sources = sources;
  }

  /**
   * Replays a verdict of the topic.
   *
   * @param validator whose; needed only where several judged the miner
   * @throws IOException if there is none, or there are several, or sources cannot be read
   */
  public VerdictReport ofTopic(Hotkey miner, long epoch, Optional<Hotkey> validator)
      throws IOException, InterruptedException {
    try (TopicReader topics = topics(sources.bootstrap().orElseThrow())) {
      PublishedVerdicts published = PublishedVerdicts.read(topics, miner, epoch);
      List<Map.Entry<VerdictSubject, SignedVerdict>> found =
          published.ofEpoch().entrySet().stream()
              .filter(
                  entry ->
                      validator.isEmpty() || entry.getKey().validator().equals(validator.get()))
              .toList();
      if (found.isEmpty()) {
        throw new IOException("the topic has no verdict of " + miner + " in epoch " + epoch);
      }
      if (found.size() > 1) {
        throw new IOException(
            "several validators judged "
                + miner
                + " in epoch "
                + epoch
                + "; choose with --validator"
                + " from "
                + found.stream().map(entry -> entry.getKey().validator().address()).toList());
      }
      return replay(found.get(0).getValue(), topics, published);
    }
  }

  /**
   * Replays a verdict that somebody has.
   *
   * @throws IOException if it is none, or sources cannot be read
   */
  public VerdictReport of(SignedVerdict signed) throws IOException, InterruptedException {
    Verdict claimed = claimed(signed);
    if (sources.bootstrap().isEmpty()) {
      List<ReplayCheck> checks = new ArrayList<>();
      checks.add(signature(signed));
      checks.add(
          ReplayCheck.notChecked("public records", "--bootstrap says where topics can be read"));
      return new VerdictReport(claimed, checks);
    }
    try (TopicReader topics = topics(sources.bootstrap().get())) {
      return replay(
          signed,
          topics,
          PublishedVerdicts.read(topics, claimed.subject().hotkey(), claimed.subject().epoch()));
    }
  }

  private static TopicReader topics(String bootstrap) throws IOException {
    new BrokerProbe(PROBE_PATIENCE).require(bootstrap);
    return new TopicReader(bootstrap, PATIENCE);
  }

  private static Verdict claimed(SignedVerdict signed) throws IOException {
    try {
      return VerdictCodec.decode(signed.body().bytes());
    } catch (MalformedBytesException e) {
      throw new IOException("this is no verdict: " + e.getMessage(), e);
    }
  }

  private VerdictReport replay(
      SignedVerdict signed, TopicReader topics, PublishedVerdicts published)
      throws IOException, InterruptedException {
    Verdict verdict = claimed(signed);
    List<ReplayCheck> checks = new ArrayList<>();
    checks.add(signature(signed));
    checks.add(publication(signed, published.ofEpoch().get(verdict.subject())));
    PublicRecords records =
        new PublishedRecords(topics, verdict.subject()).read(published.before(verdict.subject()));
    ChainFacts chain =
        sources.chain().isEmpty() || records.freeze().isEmpty()
            ? ChainFacts.NONE
            : new ChainQuestions(sources.chain()).of(records.freeze().get().freeze());
    Replayed replayed = RecordsReplay.run(verdict, records, chain);
    checks.addAll(replayed.checks());
    checks.addAll(files(verdict, records, replayed));
    return new VerdictReport(verdict, checks);
  }

  private static ReplayCheck signature(SignedVerdict signed) {
    String what = "signature";
    try {
      return ReplayCheck.same(what, "by " + signed.verify().subject().validator());
    } catch (InvalidSignatureException | MalformedBytesException e) {
      return ReplayCheck.differs(what, "the validator did not sign this: " + e.getMessage());
    }
  }

  private static ReplayCheck publication(SignedVerdict signed, SignedVerdict published) {
    String what = "publication";
    if (published == null) {
      return ReplayCheck.notChecked(what, "the topic has no verdict of the validator for it");
    }
    return published.body().equals(signed.body())
        ? ReplayCheck.same(what, "it is the one that was published")
        : ReplayCheck.differs(what, "the validator published another one");
  }

  private List<ReplayCheck> files(Verdict verdict, PublicRecords records, Replayed replayed)
      throws InterruptedException {
    String what = "files";
    if (sources.lake().isEmpty()) {
      return List.of(ReplayCheck.notChecked(what, "--bucket or --lake says where they are"));
    }
    if (replayed.drawn().isEmpty()) {
      return List.of(ReplayCheck.notChecked(what, "the frozen set is not known"));
    }
    Lake lake = sources.lake().get();
    return new FilesReplay(lake.files(), lake.keepsVersions())
        .run(verdict, replayed.drawn().get(), records.log().orElseThrow());
  }
}
