package io.tributary.local.demo.run;

import io.tributary.hotkey.batch.BatchOrigin;
import io.tributary.hotkey.batch.BatchWriter;
import io.tributary.hotkey.batch.RecordTooLargeException;
import io.tributary.hotkey.batch.StreamId;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.avro.MinerRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A miner that posts on Reddit what nobody else does, and knows what it sent. */
final class PostingMiner {

  private static final String POST =
      """
      {"id": "t3_<id>", "url": "<url>", "username": "<id>", "communityName": "r/lakes",
      "body": "number <id>", "createdAt": "<time>", "dataType": "post", "title": "a title",
      "parentId": null, "media": null, "is_nsfw": false, "score": 1, "upvote_ratio": 0.5,
      "num_comments": 2, "scrapedAt": "<time>"}""";

  private final int number;
  private final LocalSigner signer;
  private final BatchWriter writer;
  private final String time =
      Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES).toString();
  private final List<String> ids = new ArrayList<>();
  private final List<byte[]> batches = new ArrayList<>();

  /**
   * @param number from 1; no two miners have the same
   */
  PostingMiner(int number) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) number);
    this.number = number;
    this.signer = LocalSigner.fromMiniSecret(secret);
    this.writer =
        new BatchWriter(
            signer,
            BatchOrigin.ofHotkey(
                hotkey(), DemoFolder.AUDIENCE, DemoFolder.NETUID, StreamId.of(new byte[16])));
  }

  Hotkey hotkey() {
    return signer.hotkey();
  }

  /** As the demo knows miners; it has no store. */
  DemoMiner demoMiner() {
    return new DemoMiner("miner-" + number, Path.of("none"), hotkey(), signer);
  }

  /** The next batch, of so many posts. */
  byte[] batch(int posts) {
    List<MinerRecord> records = new ArrayList<>();
    for (int i = 0; i < posts; i++) {
      records.add(post(Long.toString(number * 10_000_000L + ids.size(), 36)));
    }
    try {
      batches.add(writer.write(records, batches.size(), Instant.now()));
    } catch (RecordTooLargeException e) {
      throw new AssertionError(e);
    }
    return batches.get(batches.size() - 1);
  }

  private MinerRecord post(String id) {
    ids.add("t3_" + id);
    String url = "https://www.reddit.com/r/lakes/comments/" + id + "/";
    byte[] content =
        POST.replace("<id>", id)
            .replace("<url>", url)
            .replace("<time>", time)
            .getBytes(StandardCharsets.UTF_8);
    return new MinerRecord(
        url, time, "1", "r/lakes", ByteBuffer.wrap(content), (long) content.length);
  }

  /** The ids of all its posts so far. */
  List<String> ids() {
    return List.copyOf(ids);
  }

  /** All its batches so far. */
  List<byte[]> batches() {
    return List.copyOf(batches);
  }
}
