package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SessionGrants;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.batch.BatchLimits;
import io.tributary.hotkey.batch.BatchOrigin;
import io.tributary.hotkey.batch.BatchReader;
import io.tributary.hotkey.batch.BatchWriter;
import io.tributary.hotkey.batch.RecordTooLargeException;
import io.tributary.hotkey.batch.StreamId;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.MinerRecord;
import io.tributary.schemas.rules.RuleOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Miners, their records and batches, and a reader that knows all miners but one. */
final class Miners {

  static final String AUDIENCE = "tributary-test";
  static final int NETUID = 13;
  static final String TOPIC = "miner-batches";
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final LocalSigner ANN = signer(1);
  static final LocalSigner BOB = signer(2);
  static final LocalSigner STRANGER = signer(99);
  static final IngestRules RULES =
      new IngestRules(RuleOptions.DEFAULT, Duration.ofDays(7), Duration.ofDays(1));
  static final BatchReaderFactory READERS =
      () -> new BatchReader(AUDIENCE, NETUID, Miners::find, BatchLimits.DEFAULT);

  private static final String POST =
      """
      {"id": "t3_<id>", "url": "https://www.reddit.com/r/lakes/comments/<id>/", "username": "ann",
      "communityName": "r/lakes", "body": "number <id>", "createdAt": "<time>", "dataType": "post",
      "title": "a title", "parentId": null, "media": null, "is_nsfw": false, "score": 1,
      "upvote_ratio": 0.5, "num_comments": 2, "scrapedAt": "<time>"}""";

  private Miners() {}

  private static Optional<Registration> find(Hotkey hotkey) {
    return hotkey.equals(STRANGER.hotkey())
        ? Optional.empty()
        : Optional.of(new Registration(1, false, 0));
  }

  static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A post whose id is this number in base 36, created at a full minute. */
  static MinerRecord post(long number, Instant at) {
    String id = Long.toString(number, 36);
    String time = at.truncatedTo(ChronoUnit.MINUTES).toString();
    byte[] content = ascii(POST.replace("<id>", id).replace("<time>", time));
    return new MinerRecord(
        "https://www.reddit.com/r/lakes/comments/" + id + "/",
        time,
        "1",
        "r/lakes",
        ByteBuffer.wrap(content),
        (long) content.length);
  }

  static MinerRecord post(long number) {
    return post(number, NOW.minus(Duration.ofHours(2)));
  }

  static byte[] message(
      LocalSigner signer, String audience, long counter, Instant createdAt, MinerRecord... posts) {
    BatchOrigin origin =
        BatchOrigin.ofHotkey(signer.hotkey(), audience, NETUID, StreamId.of(new byte[16]));
    try {
      return new BatchWriter(signer, origin).write(List.of(posts), counter, createdAt);
    } catch (RecordTooLargeException e) {
      throw new AssertionError(e);
    }
  }

  /** A miner's batch that a session key signed under this grant. */
  static byte[] message(
      LocalSigner miner,
      LocalSigner session,
      SignedGrant grant,
      long counter,
      Instant createdAt,
      MinerRecord... posts) {
    BatchOrigin origin =
        BatchOrigin.ofSession(
            miner.hotkey(), grant.encode(), AUDIENCE, NETUID, StreamId.of(new byte[16]));
    try {
      return new BatchWriter(session, origin).write(List.of(posts), counter, createdAt);
    } catch (RecordTooLargeException e) {
      throw new AssertionError(e);
    }
  }

  /** A grant for batches of all sources, from yesterday on. */
  static SignedGrant grant(LocalSigner miner, LocalSigner session, Purpose purpose) {
    return SessionGrants.issue(
        miner,
        AUDIENCE,
        NETUID,
        session.publicKey(),
        purpose,
        EnumSet.allOf(SourceId.class),
        NOW.minus(Duration.ofDays(1)),
        NOW.plus(Duration.ofDays(30)),
        new Random(5));
  }

  /** What a miner says of a session key, or of all of them. */
  static Revocation revocation(LocalSigner miner, Optional<LocalSigner> session) {
    return new Revocation(
        AUDIENCE,
        NETUID,
        miner.hotkey(),
        session.map(signer -> Octets.of(signer.publicKey())),
        NOW);
  }

  /** The batch of a miner, created and appended now. */
  static IncomingBatch batch(LocalSigner signer, long counter, MinerRecord... posts) {
    return incoming(signer, message(signer, AUDIENCE, counter, NOW, posts), NOW);
  }

  static IncomingBatch incoming(LocalSigner signer, byte[] value, Instant appendTime) {
    return incoming(ascii(signer.hotkey().address()), value, appendTime);
  }

  static IncomingBatch incoming(byte[] key, byte[] value, Instant appendTime) {
    return new IncomingBatch(TOPIC, 3, 77, appendTime.toEpochMilli(), key, value);
  }

  static CandidateRecord candidate(MinerRecord record, Instant appendTime) {
    return new CandidateRecord(
        ANN.hotkey(), record, new RecordPosition(TOPIC, 3, 77, 5, appendTime.toEpochMilli()));
  }
}
