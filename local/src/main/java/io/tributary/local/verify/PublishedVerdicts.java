package io.tributary.local.verify;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.local.kafka.Topics;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A miner's verdicts up to an epoch, as they stand on their topic: the first of a validator for an
 * epoch counts, and what nobody signed does not. Not thread-safe.
 */
final class PublishedVerdicts {

  private final Hotkey miner;
  private final long epoch;
  private final Map<VerdictSubject, SignedVerdict> ofEpoch = new LinkedHashMap<>();
  private final Map<VerdictSubject, Verdict> before = new LinkedHashMap<>();

  private PublishedVerdicts(Hotkey miner, long epoch) {
    this.miner = miner;
    this.epoch = epoch;
  }

  /**
   * Reads them.
   *
   * @throws IOException if the topic cannot be read
   */
  static PublishedVerdicts read(TopicReader topics, Hotkey miner, long epoch) throws IOException {
    PublishedVerdicts verdicts = new PublishedVerdicts(miner, epoch);
    byte[] key = miner.address().getBytes(StandardCharsets.US_ASCII);
    topics.readRest(
        Topics.VERDICTS,
        message -> {
          if (Arrays.equals(message.key(), key) && message.value() != null) {
            verdicts.take(message.value());
          }
        });
    return verdicts;
  }

  private void take(byte[] value) {
    SignedVerdict signed;
    Verdict verdict;
    try {
      signed = SignedVerdict.decode(value);
      verdict = signed.verify();
    } catch (MalformedBytesException | InvalidSignatureException e) {
      // Nobody stands for it.
      return;
    }
    VerdictSubject subject = verdict.subject();
    if (!subject.hotkey().equals(miner) || subject.epoch() > epoch) {
      return;
    }
    if (subject.epoch() == epoch) {
      ofEpoch.putIfAbsent(subject, signed);
    } else {
      before.merge(
          inEpoch(subject),
          verdict,
          (known, next) -> next.subject().epoch() > known.subject().epoch() ? next : known);
    }
  }

  /** The same subject in the epoch that is asked for. */
  private VerdictSubject inEpoch(VerdictSubject subject) {
    return new VerdictSubject(
        subject.audience(), subject.netuid(), epoch, subject.hotkey(), subject.validator());
  }

  /** Those of the epoch. */
  Map<VerdictSubject, SignedVerdict> ofEpoch() {
    return Collections.unmodifiableMap(ofEpoch);
  }

  /** The last one before the epoch, of the same validator and deployment. */
  Optional<Verdict> before(VerdictSubject subject) {
    return Optional.ofNullable(before.get(subject));
  }
}
