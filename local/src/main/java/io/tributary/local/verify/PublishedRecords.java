package io.tributary.local.verify;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.SignedFreeze;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.replay.PublicRecords;
import io.tributary.lake.replay.PublicRecords.PublishedFreeze;
import io.tributary.lake.replay.PublicRecords.PublishedRevocation;
import io.tributary.lake.set.SetRebuild;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.local.kafka.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads from topics what the replay of a verdict takes. Not thread-safe. */
final class PublishedRecords {

  private final TopicReader topics;
  private final VerdictSubject subject;

  PublishedRecords(TopicReader topics, VerdictSubject subject) {
    this.topics = topics;
    this.subject = subject;
  }

  /**
   * Reads freezes, revocations and committed files.
   *
   * @param before the validator's last verdict of the miner before
   * @throws IOException if a topic cannot be read
   */
  PublicRecords read(Optional<Verdict> before) throws IOException {
    List<PublishedFreeze> freezes = freezes();
    Optional<PublishedFreeze> freeze =
        freezes.stream().filter(one -> one.freeze().epoch() == subject.epoch()).findFirst();
    if (freeze.isEmpty()) {
      return new PublicRecords(Optional.empty(), Optional.empty(), List.of(), before);
    }
    Optional<SetRebuild> log = Optional.empty();
    if (freeze.get().freeze().basis().isPresent()) {
      log =
          Optional.of(
              log(
                  freezes.subList(0, freezes.indexOf(freeze.get()) + 1).stream()
                      .map(PublishedFreeze::freeze)
                      .toList()));
    }
    // Where a deployment knows no revocations there need not be a topic.
    boolean revoked = freeze.get().freeze().revocations() > 0;
    return new PublicRecords(freeze, log, revoked ? revocations() : List.of(), before);
  }

  /** Those of the validator for the miner, in their order. */
  private List<PublishedFreeze> freezes() throws IOException {
    byte[] key = subject.hotkey().address().getBytes(StandardCharsets.US_ASCII);
    List<PublishedFreeze> freezes = new ArrayList<>();
    topics.readWhole(
        Topics.FREEZES,
        message -> {
          if (Arrays.equals(message.key(), key) && message.value() != null) {
            freeze(message).ifPresent(freezes::add);
          }
        });
    return freezes;
  }

  private Optional<PublishedFreeze> freeze(ConsumerRecord<byte[], byte[]> message) {
    try {
      Freeze freeze = SignedFreeze.decode(message.value()).verify();
      boolean ours =
          freeze.validator().equals(subject.validator())
              && freeze.hotkey().equals(subject.hotkey())
              && freeze.audience().equals(subject.audience())
              && freeze.netuid() == subject.netuid();
      return ours
          ? Optional.of(new PublishedFreeze(freeze, Instant.ofEpochMilli(message.timestamp())))
          : Optional.empty();
    } catch (MalformedBytesException | InvalidSignatureException e) {
      // Nobody stands for it.
      return Optional.empty();
    }
  }

  /** All that is there: what the freeze left out is told of. */
  private SetRebuild log(List<Freeze> freezes) throws IOException {
    SetRebuild log = new SetRebuild(freezes);
    topics.readWhole(
        Topics.COMMITTED,
        message -> {
          if (message.value() == null) {
            return;
          }
          try {
            log.take(
                message.offset(),
                Instant.ofEpochMilli(message.timestamp()),
                CommittedFile.decode(message.value()));
          } catch (MalformedBytesException | IllegalArgumentException e) {
            // What is no such message names no file: the job passes it over as well.
          }
        });
    return log;
  }

  private List<PublishedRevocation> revocations() throws IOException {
    Map<Octets, PublishedRevocation> first = new LinkedHashMap<>();
    topics.readWhole(
        Topics.REVOCATIONS,
        message -> {
          if (message.value() != null) {
            revocation(message).ifPresent(one -> first.putIfAbsent(one.digest(), one));
          }
        });
    return new ArrayList<>(first.values());
  }

  private Optional<PublishedRevocation> revocation(ConsumerRecord<byte[], byte[]> message) {
    try {
      SignedRevocation signed = SignedRevocation.decode(message.value());
      Revocation claimed = Revocation.decode(signed.body().bytes());
      if (!claimed.hotkey().equals(subject.hotkey())) {
        return Optional.empty();
      }
      return Optional.of(
          new PublishedRevocation(
              signed.digest(),
              signed.verifyFor(subject.audience(), subject.netuid()),
              Instant.ofEpochMilli(message.timestamp())));
    } catch (MalformedBytesException | InvalidSignatureException e) {
      // Not for this deployment, or nobody stands for it.
      return Optional.empty();
    }
  }
}
