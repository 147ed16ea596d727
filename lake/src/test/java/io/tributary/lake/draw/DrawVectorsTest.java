package io.tributary.lake.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published vectors, which another implementation made. */
class DrawVectorsTest {

  private static final BlockHash SOME_HASH = new BlockHash("0x" + "00".repeat(32));

  static Stream<JsonNode> leafCounts() {
    return group("leafCounts");
  }

  static Stream<JsonNode> streams() {
    return group("streams");
  }

  static Stream<JsonNode> cases() {
    return group("cases");
  }

  @ParameterizedTest
  @MethodSource
  void leafCounts(JsonNode vector) {
    assertThat(
            LeafCount.of(vector.get("confidencePpm").asInt(), vector.get("toleratedPpm").asInt()))
        .isEqualTo(vector.get("leaves").asInt());
  }

  @ParameterizedTest
  @MethodSource
  void streams(JsonNode vector) {
    Seed seed = new Seed(Octets.ofHex(vector.get("seed").asText()));
    String label = vector.get("label").asText();
    DrawStream stream = new DrawStream(seed, label);
    for (JsonNode next : vector.get("next")) {
      assertThat(stream.next()).isEqualTo(Long.parseUnsignedLong(next.asText(), 16));
    }
    for (JsonNode below : vector.get("below")) {
      DrawStream fresh = new DrawStream(seed, label);
      for (JsonNode value : below.get("values")) {
        assertThat(fresh.below(below.get("bound").asLong())).isEqualTo(value.asLong());
      }
    }
    for (JsonNode distinct : vector.get("distinct")) {
      assertThat(
              new DrawStream(seed, label)
                  .distinct(distinct.get("count").asInt(), distinct.get("bound").asLong()))
          .containsExactly(longs(distinct.get("values")));
    }
  }

  @ParameterizedTest
  @MethodSource
  void cases(JsonNode vector) {
    Hotkey miner = new Hotkey(vector.get("hotkey").asText());
    FrozenSet set = FrozenSet.of(miner, list(vector.get("files"), DrawVectorsTest::file));
    CarriedOver carried =
        CarriedOver.of(list(vector.get("carriedOver"), DrawVectorsTest::carriedFile));
    Freeze freeze =
        Freeze.of(
            new Freeze.Occasion(
                "demo",
                vector.get("netuid").asInt(),
                new EpochSchedule(1, 1),
                Math.min(vector.get("epoch").asLong(), 4_000_000_000L),
                SOME_HASH,
                FrozenFiles.MINER),
            set,
            RevocationList.of(list(vector.get("revocations"), DrawVectorsTest::revocation)),
            carried);
    if (set.size() > 0) {
      assertThat(Octets.of(set.file(0).encode()).hex()).isEqualTo(text(vector, "firstEntry"));
    }
    assertThat(freeze.merkleRoot().hex()).isEqualTo(text(vector, "merkleRoot"));
    assertThat(freeze.revocationsDigest().hex()).isEqualTo(text(vector, "revocationsDigest"));
    assertThat(freeze.carriedOverDigest().hex()).isEqualTo(text(vector, "carriedOverDigest"));
    assertThat(freeze.frozenDigest().hex()).isEqualTo(text(vector, "frozenDigest"));
    Seed seed =
        Seed.of(
            freeze.netuid(),
            vector.get("epoch").asLong(),
            miner,
            freeze.frozenDigest(),
            new BlockHash(text(vector, "seedBlockHash")));
    assertThat(seed.bytes().hex()).isEqualTo(text(vector, "seed"));
    assertThat(Suspicion.points(set))
        .containsExactly(list(vector.get("suspicion"), JsonNode::asInt).toArray(Integer[]::new));
    Sample sample = new Sampler(options(vector.get("options"))).draw(seed, set, carried);
    JsonNode expected = vector.get("sample");
    assertThat(sample.leaves())
        .isEqualTo(
            list(expected.get("leaves"), n -> new LeafDraw(n.get(0).asInt(), n.get(1).asLong())));
    assertThat(sample.rows())
        .isEqualTo(
            list(
                expected.get("rows"),
                n ->
                    new RowDraw(
                        RowDraw.Kind.valueOf(n.get(0).asText()),
                        n.get(1).asInt(),
                        n.get(2).asLong())));
    assertThat(sample.idScans()).isEqualTo(list(expected.get("idScans"), JsonNode::asInt));
  }

  private static DrawOptions options(JsonNode node) {
    return new DrawOptions(
        node.get("confidencePpm").asInt(),
        node.get("toleratedPpm").asInt(),
        node.get("rowDraws").asInt(),
        node.get("largestFiles").asInt(),
        node.get("idScanFiles").asInt());
  }

  private static FrozenFile file(JsonNode node) {
    return new FrozenFile(
        key(node),
        new ObjectVersion(
            ObjectVersion.Kind.valueOf(text(node, "versionKind")), text(node, "version")),
        node.get("sizeBytes").asLong(),
        node.get("dataLength").asLong(),
        node.get("leafSize").asInt(),
        node.get("rows").asLong(),
        Octets.ofHex(text(node, "tailDigest")));
  }

  private static CarriedOver.File carriedFile(JsonNode node) {
    return new CarriedOver.File(key(node), node.get("undecidedEpochs").asInt());
  }

  private static RevocationList.Entry revocation(JsonNode node) {
    return new RevocationList.Entry(
        Octets.ofHex(text(node, "digest")),
        Instant.ofEpochMilli(node.get("appendedAtMillis").asLong()));
  }

  private static ObjectKey key(JsonNode node) {
    return ObjectKey.parse(text(node, "objectKey")).orElseThrow();
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).asText();
  }

  private static long[] longs(JsonNode array) {
    return list(array, JsonNode::asLong).stream().mapToLong(Long::longValue).toArray();
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    List<T> values = new ArrayList<>();
    array.forEach(node -> values.add(read.apply(node)));
    return values;
  }

  private static Stream<JsonNode> group(String name) {
    try (InputStream in = DrawVectorsTest.class.getResourceAsStream("/vectors/draw-1.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).get(name).spliterator(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
