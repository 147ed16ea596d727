package io.tributary.connectors.store;

import static io.tributary.connectors.store.RudeServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Listings of a whole lake, as a server answers them. */
class S3LakeReaderTest {

  private static final String LAST = "<IsTruncated>false</IsTruncated>";

  private RudeServer server;
  private S3LakeReader reader;

  @BeforeEach
  void start() throws IOException {
    server = new RudeServer();
    reader =
        new S3LakeReader(
            StoreOptions.compatible(server.uri(), "lake")
                .withPatience(Duration.ofSeconds(10), Duration.ofSeconds(20), 2)
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2)),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")));
  }

  @AfterEach
  void stop() throws IOException {
    reader.close();
    server.close();
  }

  private static String entry(String name, String etag) {
    return "<Contents><Key>data/"
        + name
        + "</Key><ETag>"
        + etag
        + "</ETag><Size>7</Size><LastModified>2026-03-01T12:00:00.000Z</LastModified></Contents>";
  }

  private static String more(String token) {
    return "<IsTruncated>true</IsTruncated><NextContinuationToken>"
        + token
        + "</NextContinuationToken>";
  }

  private static RudeServer.Answer page(String content) {
    return say("200 OK", "", "<ListBucketResult>" + content + "</ListBucketResult>");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> reader.list("data/"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anObjectThatIsListedTwiceIsOne() throws Exception {
    server.will(
        page(entry("a", "1") + entry("b", "1") + more("two")),
        page(entry("b", "1") + entry("c", "1") + LAST));
    assertThat(reader.list("data/"))
        .extracting(ListedObject::path)
        .containsExactly("data/a", "data/b", "data/c");
    assertThat(server.heads()).hasSize(2);
    assertThat(server.heads().get(1)).contains("continuation-token=two");
  }

  @Test
  void anEndThatNamesAPageAfterItIsRefused() {
    server.will(
        page(entry("a", "1") + LAST + "<NextContinuationToken>two</NextContinuationToken>"));
    assertRefused("UNSUPPORTED: listing data/ has an end and names a page after it");
  }

  @Test
  void anObjectThatIsListedAsTwoIsRefused() {
    server.will(page(entry("a", "1") + more("two")), page(entry("a", "2") + LAST));
    assertRefused("UNSUPPORTED: the listing of data/ shows an object as two");
  }

  @Test
  void aPageThatIsNoneIsNotTheEnd() throws Exception {
    for (String body : new String[] {"", "<html></html>", "<ListBucketResult/>"}) {
      server.will(page(entry("a", "1") + more("two")), say("200 OK", "", body));
      assertRefused("UNAVAILABLE: listing data/ was answered with something that is no listing");
      // It is asked again, as it may have been a proxy in between.
      assertThat(server.heads()).hasSize(3);
    }
    server.will(
        page(entry("a", "1") + more("two")),
        say("200 OK", "", "<html></html>"),
        page(entry("b", "1") + LAST));
    assertThat(reader.list("data/")).hasSize(2);
  }

  @Test
  void tokensThatLeadNowhereAreRefused() {
    server.will(page(entry("a", "1") + more("two")));
    assertRefused("goes round in circles");
    server.will(page(entry("a", "1") + "<IsTruncated>true</IsTruncated>"));
    assertRefused("breaks off and names no page");
  }

  @Test
  void anEntryThatLacksSomethingIsTold() {
    server.will(page("<Contents><ETag>1</ETag></Contents>" + LAST));
    assertRefused("listing data/ shows an object without Key");
    server.will(page("<Contents><Key>data/a</Key><ETag>1</ETag></Contents>" + LAST));
    assertRefused("listing data/ shows data/a without Size");
  }
}
