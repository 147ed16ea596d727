package io.tributary.connectors.store;

import static io.tributary.connectors.store.RudeServer.error;
import static io.tributary.connectors.store.RudeServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings of a miner's prefixes, as a server answers them. */
class S3ListingPagesTest {

  private static final Hotkey MINER = new Hotkey("5" + "C".repeat(47));
  private static final String TIME = "<LastModified>2026-03-01T12:00:00.000Z</LastModified>";
  private static final String LAST = "<IsTruncated>false</IsTruncated>";
  private static final RudeServer.Answer NOTHING =
      say("200 OK", "", "<ListBucketResult>" + LAST + "</ListBucketResult>");

  private final CountedCredentials credentials = new CountedCredentials();
  private RudeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RudeServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private S3MinerListing listing(boolean versioned) {
    return new S3MinerListing(
        StoreOptions.compatible(server.uri(), "lake")
            .withPatience(Duration.ofSeconds(10), Duration.ofSeconds(20), 2)
            .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2)),
        credentials,
        versioned);
  }

  private static String key(int source, String name) {
    return "data/" + source + "/" + MINER + "/" + name;
  }

  private static RudeServer.Answer page(int source, String name, String rest) {
    return say(
        "200 OK",
        "",
        "<ListBucketResult><Contents><Key>"
            + key(source, name)
            + "</Key><ETag>&quot;t&quot;</ETag><Size>7</Size>"
            + TIME
            + "</Contents>"
            + rest
            + "</ListBucketResult>");
  }

  private static ListedObject object(int source, String name) {
    return new ListedObject(
        key(source, name), ObjectVersion.etag("t"), 7, Instant.parse("2026-03-01T12:00:00Z"));
  }

  @Test
  void pagesAreFollowedWithTheMinersCredentials() throws Exception {
    String more =
        "<IsTruncated>true</IsTruncated><NextContinuationToken>two</NextContinuationToken>";
    server.will(page(1, "a", more), page(1, "b", LAST), page(2, "c", LAST));
    try (S3MinerListing listing = listing(false)) {
      assertThat(listing.list(MINER))
          .containsExactlyInAnyOrder(object(1, "a"), object(1, "b"), object(2, "c"));
    }
    assertThat(server.heads()).hasSize(3).allMatch(head -> head.contains("Credential=AK1/"));
    assertThat(server.heads().get(1)).contains("continuation-token=two");
  }

  @Test
  void ofVersionsTheCurrentOnesCount() throws Exception {
    String version =
        "<Version><Key>%s</Key><VersionId>%s</VersionId><IsLatest>%s</IsLatest><Size>7</Size>"
            + TIME
            + "</Version>";
    String versions =
        "<ListVersionsResult>"
            + String.format(version, key(1, "a"), "v2", "true")
            + String.format(version, key(1, "a"), "v1", "false")
            + "<DeleteMarker><Key>"
            + key(1, "b")
            + "</Key><VersionId>v3</VersionId><IsLatest>true</IsLatest></DeleteMarker>"
            + LAST
            + "</ListVersionsResult>";
    server.will(
        say("200 OK", "", versions),
        say("200 OK", "", "<ListVersionsResult>" + LAST + "</ListVersionsResult>"));
    try (S3MinerListing listing = listing(true)) {
      assertThat(listing.list(MINER))
          .singleElement()
          .satisfies(
              listed -> assertThat(listed.version()).isEqualTo(ObjectVersion.versionId("v2")));
    }
    assertThat(server.heads().get(0)).contains("versions");
  }

  @Test
  void anObjectFromBeforeTheBucketKeptVersionsIsPinnedByItsETag() throws Exception {
    String version =
        "<Version><Key>"
            + key(1, "a")
            + "</Key><VersionId>null</VersionId><ETag>&quot;t&quot;</ETag>"
            + "<IsLatest>true</IsLatest><Size>7</Size>"
            + TIME
            + "</Version>";
    server.will(
        say("200 OK", "", "<ListVersionsResult>" + version + LAST + "</ListVersionsResult>"),
        say("200 OK", "", "<ListVersionsResult>" + LAST + "</ListVersionsResult>"));
    try (S3MinerListing listing = listing(true)) {
      assertThat(listing.list(MINER)).containsExactly(object(1, "a"));
    }
  }

  @Test
  void credentialsThatEndedAreReplacedAndRefusalsTold() throws Exception {
    server.will(error("400 Bad Request", "ExpiredToken"), NOTHING);
    try (S3MinerListing listing = listing(false)) {
      assertThat(listing.list(MINER)).isEmpty();
      assertThat(credentials.issued()).isEqualTo(2);
      server.will(error("403 Forbidden", "AccessDenied"));
      assertThatThrownBy(() -> listing.list(MINER))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("DENIED: listing data/");
      credentials.deny("NOT_A_VALIDATOR");
      assertThatThrownBy(() -> listing.list(MINER))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("DENIED: ")
          .hasMessageContaining("NOT_A_VALIDATOR");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html><body>Sign in</body></html>",
        "<ListAllMyBucketsResult><Buckets></Buckets></ListAllMyBucketsResult>",
        "<ListBucketResult><Name>lake</Name></ListBucketResult>"
      })
  void whatDoesNotSayThatItEndsIsNoListing(String body) {
    for (boolean versioned : new boolean[] {false, true}) {
      try (S3MinerListing listing = listing(versioned)) {
        server.will(say("200 OK", "", body));
        assertThatThrownBy(() -> listing.list(MINER))
            .isInstanceOf(StoreException.class)
            .hasMessageStartingWith("UNAVAILABLE: listing data/")
            .hasMessageEndingWith("that is no listing");
        server.will(say("204 No Content", "", ""));
        assertThatThrownBy(() -> listing.list(MINER))
            .isInstanceOf(StoreException.class)
            .hasMessageEndingWith("that is no listing");
      }
    }
  }

  @Test
  void aListOfAnotherKindIsNone() {
    server.will(NOTHING);
    try (S3MinerListing listing = listing(true)) {
      assertThatThrownBy(() -> listing.list(MINER))
          .isInstanceOf(StoreException.class)
          .hasMessageEndingWith("that is no listing");
    }
    server.will(say("200 OK", "", "<ListPartsResult>" + LAST + "</ListPartsResult>"));
    try (S3MinerListing listing = listing(false)) {
      assertThatThrownBy(() -> listing.list(MINER))
          .isInstanceOf(StoreException.class)
          .hasMessageEndingWith("that is no listing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Key", "ETag", "Size", "LastModified"})
  void anEntryThatLacksSomethingIsTold(String missing) {
    String whole =
        "<Key>"
            + key(1, "a")
            + "</Key><ETag>&quot;t&quot;</ETag><Size>7</Size><StorageClass>STANDARD</StorageClass>"
            + TIME;
    String entry = whole.replaceAll("<" + missing + ">.*</" + missing + ">", "");
    server.will(
        say(
            "200 OK",
            "",
            "<ListBucketResult><Contents>" + entry + "</Contents>" + LAST + "</ListBucketResult>"));
    try (S3MinerListing listing = listing(false)) {
      assertThatThrownBy(() -> listing.list(MINER))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("UNAVAILABLE: listing data/")
          .hasMessageEndingWith(
              (missing.equals("Key") ? "an object" : key(1, "a")) + " without " + missing);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Key", "VersionId", "IsLatest", "Size", "LastModified"})
  void aVersionThatLacksSomethingIsTold(String missing) {
    String whole =
        "<Key>"
            + key(1, "a")
            + "</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest><Size>7</Size>"
            + TIME;
    String entry = whole.replaceAll("<" + missing + ">.*</" + missing + ">", "");
    server.will(
        say(
            "200 OK",
            "",
            "<ListVersionsResult><Version>"
                + entry
                + "</Version>"
                + LAST
                + "</ListVersionsResult>"));
    try (S3MinerListing listing = listing(true)) {
      assertThatThrownBy(() -> listing.list(MINER))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("UNAVAILABLE: listing data/")
          .hasMessageEndingWith(" without " + missing);
    }
  }

  @Test
  void anETagThatNoStoreGivesIsTold() {
    RudeServer.Answer empty =
        say(
            "200 OK",
            "",
            "<ListBucketResult><Contents><Key>"
                + key(1, "a")
                + "</Key><ETag>&quot;&quot;</ETag></Contents>"
                + LAST
                + "</ListBucketResult>");
    server.will(empty);
    try (S3MinerListing listing = listing(false)) {
      assertThatThrownBy(() -> listing.list(MINER))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(key(1, "a") + " with ETAG that is empty or too long");
    }
  }

  @Test
  void aPageThatNamesNoNextIsNoAnswer() {
    server.will(page(1, "a", "<IsTruncated>true</IsTruncated>"));
    try (S3MinerListing listing = listing(false)) {
      assertThatThrownBy(() -> listing.list(MINER))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("breaks off and names no page");
    }
  }

  @Test
  void anInterruptionEndsIt() {
    server.will(NOTHING);
    Thread.currentThread().interrupt();
    try (S3MinerListing listing = listing(false)) {
      assertThatThrownBy(() -> listing.list(MINER))
          .isInstanceOf(InterruptedException.class)
          .hasMessageContaining("listing data/");
    } finally {
      Thread.interrupted();
    }
  }
}
