package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class ContentKeyPropertiesTest {

  private static final List<String> PIECES =
      List.of(
          "https",
          "http",
          ":",
          "/",
          "//",
          "x.com",
          "redd.it",
          "www.reddit.com",
          "@",
          ".",
          "..",
          "%",
          "%2e",
          "%2F",
          "%31",
          "?",
          "#",
          "status",
          "statuses",
          "i",
          "web",
          "r",
          "comments",
          "gallery",
          "s",
          "1",
          "0",
          "abc",
          "9223372036854775808",
          " ",
          "\ud83d",
          "\u3000",
          ":443",
          "[",
          "\\");

  @Property
  void neverThrowsOnAnyText(@ForAll String text) {
    assertThat(ContentKey.of(text)).isNotNull();
  }

  @Property
  void neverThrowsOnPiecesOfAddresses(@ForAll("pieces") String text) {
    ContentKey.Result result = ContentKey.of(text);

    if (result.isKey()) {
      assertThat(ContentKey.of(result.key().canonicalUrl()).key()).isEqualTo(result.key());
    }
  }

  @Property
  void anyTweetIdKeysToItself(@ForAll("tweetIds") long id) {
    ContentKey key = ContentKey.of("https://x.com/i/status/" + id).key();

    assertThat(key).hasToString("x:" + id);
    assertThat(key.tweetNumber()).isEqualTo(id);
    assertThat(ContentKey.of(key.canonicalUrl()).key()).isEqualTo(key);
  }

  @Property
  void spellingsOfATweetHaveOneKey(@ForAll("tweetIds") long id, @ForAll Random random) {
    List<String> paths =
        List.of("/Some_User/status/", "/i/web/status/", "/statuses/", "/a/statuses/");
    List<String> hosts = List.of("x.com", "www.x.com", "m.twitter.com", "mobile.twitter.com");
    String path = paths.get(random.nextInt(4)) + id;
    String url = spell(hosts.get(random.nextInt(4)), path, random) + "/photo/1?s=20#x";

    assertThat(ContentKey.of(url).key()).as(url).hasToString("x:" + id);
  }

  @Property
  void spellingsOfARedditItemHaveOneKey(
      @ForAll("redditIds") Tuple2<String, String> ids, @ForAll Random random) {
    List<String> hosts = List.of("reddit.com", "old.reddit.com", "np.reddit.com", "m.reddit.com");
    List<String> prefixes = List.of("", "/r/Name", "/u/name", "/user/a.b");
    String path = prefixes.get(random.nextInt(4)) + "/comments/" + ids.get1() + "/";
    String url = spell(hosts.get(random.nextInt(4)), path, random);

    assertThat(ContentKey.of(url).key()).as(url).hasToString("reddit:" + ids.get1());
    assertThat(ContentKey.of(url + "slug/" + ids.get2() + "/?x").key())
        .as(url)
        .hasToString("reddit:" + ids.get1() + ":" + ids.get2())
        .satisfies(key -> assertThat(ContentKey.of(key.canonicalUrl()).key()).isEqualTo(key));
  }

  /** Another spelling of the same address: case, escapes, dots, empty segments, blanks, port. */
  private static String spell(String host, String path, Random random) {
    StringBuilder url = new StringBuilder(random.nextBoolean() ? " " : "");
    boolean https = random.nextBoolean();
    url.append(mixCase(https ? "https://" : "http://", random)).append(mixCase(host, random));
    url.append(random.nextBoolean() ? "." : "");
    url.append(random.nextBoolean() ? "" : https ? ":443" : ":80");
    String mixed = mixCase(path, random);
    String[] slashes = {"/", "//", "/./", "/x/../", "/%2E/", "/y/%2e./"};
    for (int i = 0; i < mixed.length(); i++) {
      char c = mixed.charAt(i);
      if (c == '/') {
        // After the post id position counts, so that only one slash may stand there.
        boolean last = i + 1 == mixed.length();
        url.append(slashes[last ? 0 : random.nextInt(slashes.length)]);
      } else if (random.nextInt(4) == 0) {
        url.append(String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", (int) c));
      } else {
        url.append(c);
      }
    }
    return url.toString();
  }

  private static String mixCase(String text, Random random) {
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      mixed.append(random.nextBoolean() && c < 0x80 ? Character.toUpperCase(c) : c);
    }
    return mixed.toString();
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(PIECES).list().ofMaxSize(14).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<Long> tweetIds() {
    return Arbitraries.longs().between(1, Long.MAX_VALUE);
  }

  @Provide
  Arbitrary<Tuple2<String, String>> redditIds() {
    Arbitrary<String> id =
        Combinators.combine(
                Arbitraries.strings().withCharRange('a', 'z').withCharRange('1', '9').ofLength(1),
                Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withCharRange('0', '9')
                    .ofMaxLength(12))
            .as((first, rest) -> first + rest);
    return Combinators.combine(id, id).as(Tuple::of);
  }
}
