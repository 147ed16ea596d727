package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentKeyTest {

  private static final Pattern REPEATED = Pattern.compile("\\{(\\d+)\\*([^}{]+(?:\\{[^}]*})?)}");
  private static final Pattern CODE_POINT = Pattern.compile("\\\\u\\{([0-9a-f]+)}");

  @ParameterizedTest(name = "{0}")
  @MethodSource("contractCases")
  void keysTheCasesOfTheContract(String id, String address, String key) {
    assertThat(ContentKey.of(address).key()).as(id).hasToString(key);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void answersEveryCaseOfTheTable(String about, String address, String expected) {
    assertThat(answer(address)).as(about).isEqualTo(expected);
  }

  @Test
  void nullIsEmpty() {
    assertThat(ContentKey.of(null).reason()).isEqualTo(Reason.EMPTY);
  }

  @Test
  void namesThePartsOfATweet() {
    ContentKey key = ContentKey.of("https://x.com/a/status/123").key();

    assertThat(key.platform()).isEqualTo(SourceId.X);
    assertThat(key.id()).isEqualTo("123");
    assertThat(key.postId()).isEqualTo("123");
    assertThat(key.tweetNumber()).isEqualTo(123);
    assertThat(key.isComment()).isFalse();
    assertThat(key.itemKey()).isEqualTo(ItemKey.of("x:123"));
  }

  @Test
  void namesThePartsOfAComment() {
    ContentKey key = ContentKey.of("https://www.reddit.com/comments/abc/s/def").key();

    assertThat(key.platform()).isEqualTo(SourceId.REDDIT);
    assertThat(key.id()).isEqualTo("def");
    assertThat(key.postId()).isEqualTo("abc");
    assertThat(key.isComment()).isTrue();
    assertThatThrownBy(key::tweetNumber)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not a tweet: reddit:abc:def");
  }

  @Test
  void equalsByWhatItLeadsTo() {
    ContentKey post = ContentKey.of("https://redd.it/abc").key();

    assertThat(post)
        .isEqualTo(ContentKey.of("https://reddit.com/gallery/ABC").key())
        .hasSameHashCodeAs(ContentKey.of("https://reddit.com/gallery/ABC").key())
        .isNotEqualTo(ContentKey.of("https://reddit.com/comments/abc/s/abc").key())
        .isNotEqualTo(ContentKey.of("https://reddit.com/comments/abd").key());
  }

  @Test
  void aResultIsEitherAKeyOrAReason() {
    assertThatThrownBy(() -> new ContentKey.Result(null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("either a key or a reason");
  }

  private static String answer(String address) {
    ContentKey.Result result = ContentKey.of(address);
    return result.isKey() ? result.key().text() : result.reason().name();
  }

  static Stream<Arguments> contractCases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    try (InputStream in = resource("url-cases.json")) {
      for (JsonNode one : new ObjectMapper().readTree(in).get("cases")) {
        cases.add(
            Arguments.of(
                one.get("id").asText(),
                one.get("input").asText(),
                one.get("sound").get("key").asText()));
      }
    }
    return cases.stream();
  }

  static Stream<Arguments> table() throws IOException {
    try (InputStream in = resource("url-table.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(
                  line -> {
                    String[] parts = line.split("\\|", -1);
                    assertThat(parts).as(line).hasSize(3);
                    return Arguments.of(parts[0], unescape(parts[1]), parts[2]);
                  })
              .toList()
              .stream();
    }
  }

  private static String unescape(String text) {
    String repeated =
        REPEATED
            .matcher(text)
            .replaceAll(
                m -> Matcher.quoteReplacement(m.group(2).repeat(Integer.parseInt(m.group(1)))));
    return CODE_POINT
        .matcher(repeated)
        .replaceAll(
            m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))))
        .replace("\\\\", "\\");
  }

  private static InputStream resource(String name) {
    return ContentKeyTest.class.getResourceAsStream("/vectors/" + name);
  }
}
