package io.tributary.schemas.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentParserTest {

  private static final String REQUIRED =
      "\"username\":\"u\",\"text\":\"t\",\"url\":\"l\",\"timestamp\":\"n\",\"tweet_id\":\"1\","
          + "\"scraped_at\":\"s\"";

  @Test
  void readsTextAsItWasMeant() {
    assertThat(value("user_location", "\"\\u00e9\\ud83d\\ude80\\u0000\\n\\/\""))
        .isEqualTo("é🚀\0\n/");
    assertThat(value("user_location", "\"é🚀\"")).isEqualTo("é🚀");
    assertThat(value("user_location", "\"\\ufffd\"")).isEqualTo("\ufffd");
    assertThat(value("user_location", "\"\"")).isEqualTo("");
    assertThat(value("user_location", "null")).isNull();
    assertThat(value("media", "[]")).isEqualTo(List.of());
    assertThat(value("media", "[\"a\",\"\"]")).isEqualTo(List.of("a", ""));
    assertThat(value("view_count", "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(value("is_reply", "true")).isEqualTo(true);
  }

  @Test
  void anyOrderAndOuterBlanksAreFine() {
    String content = " \r\n\t{\"view_count\":1," + REQUIRED + "} \n";

    assertThat(ContentParser.parse(SourceId.X, bytes(content)).reason()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "0.5", "1.0", "1e0", "1e-999999", "5e-1", "0.97"})
  void takesRatios(String number) {
    assertThat(reddit("\"upvote_ratio\":" + number).reason()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.0000001", "2", "1e400", "-1e400"})
  void refusesRatiosOutOfRange(String number) {
    ParsedContent parsed = reddit("\"upvote_ratio\":" + number);

    assertThat(parsed.reason()).isEqualTo(Reason.BAD_FIELD_VALUE);
    assertThat(parsed.detail()).isEqualTo("field upvote_ratio must lie between 0 and 1");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wrongTypes")
  void refusesOtherTypes(String field, String value) {
    ParsedContent parsed = x("\"" + field + "\":" + value);

    assertThat(parsed.reason()).isEqualTo(Reason.BAD_FIELD_TYPE);
    assertThat(parsed.detail()).startsWith("field " + field + " must");
    assertThat(parsed.values()).isNull();
  }

  static Stream<Arguments> wrongTypes() {
    return Stream.of(
        Arguments.of("user_id", "1"),
        Arguments.of("user_id", "true"),
        Arguments.of("user_id", "[]"),
        Arguments.of("user_id", "{\"a\":[1,{}]}"),
        Arguments.of("is_reply", "1"),
        Arguments.of("is_reply", "\"true\""),
        Arguments.of("view_count", "\"1\""),
        Arguments.of("view_count", "1.0"),
        Arguments.of("view_count", "1e3"),
        Arguments.of("view_count", "9223372036854775808"),
        Arguments.of("view_count", "-9223372036854775809"),
        Arguments.of("view_count", "1".repeat(900)),
        Arguments.of("view_count", "false"),
        Arguments.of("media", "\"a\""),
        Arguments.of("media", "{}"),
        Arguments.of("media", "[null]"),
        Arguments.of("media", "[1]"),
        Arguments.of("media", "[[\"a\"]]"),
        Arguments.of("model_config", "null"),
        Arguments.of("model_config", "\"ignore\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"extra\":\"allow\"}",
        "{\"extra\":null}",
        "{\"extra\":{\"extra\":\"ignore\"}}",
        "{\"extra\":\"ignore\",\"b\":\"c\"}",
        "{\"extra\":\"ignore\",\"extra\":\"ignore\"}"
      })
  void refusesOtherModelConfigs(String value) {
    assertThat(x("\"model_config\":" + value).reason()).isEqualTo(Reason.BAD_FIELD_VALUE);
  }

  @Test
  void modelConfigIsNoFieldOfReddit() {
    assertThat(reddit("\"model_config\":{\"extra\":\"ignore\"}").reason())
        .isEqualTo(Reason.UNKNOWN_FIELD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"\"",
        "{",
        "{}}",
        "{}{}",
        "{} x",
        "{,}",
        "{\"text\":\"a\",}",
        "{\"text\":\"a}",
        "{\"text\":'a'}",
        "{text:\"a\"}",
        "{\"text\":\"\\x\"}",
        "{\"text\":\"a\nb\"}",
        "{\"text\":\"\\ud83d\"}",
        "{\"text\":\"\\ude80\"}",
        "{\"text\":\"\\ude80\\ud83d\"}",
        "{\"text\":\"\\u12\"}",
        "{\"view_count\":01}",
        "{\"view_count\":+1}",
        "{\"view_count\":.5}",
        "{\"upvote_ratio\":NaN}",
        "{\"upvote_ratio\":Infinity}",
        "{\"text\":undefined}",
        "{/**/}",
        "\ufeff{}",
        "{\"text\":\"\0\"}",
        "{\"media\":[\"\\ud83d\"]}",
        "{\"media\":[\"a\",]}",
        "{\"likes\":1,\"text\":\"a"
      })
  void refusesBrokenJson(String content) {
    ParsedContent parsed = ContentParser.parse(SourceId.X, bytes(content));

    assertThat(parsed.reason()).isEqualTo(Reason.BAD_JSON);
    assertThat(parsed.detail()).isEqualTo("the content is not one JSON object in valid UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ff",
        "\u0080",
        "\u00c0\u0080",
        "\u00c1\u00bf",
        "\u00e0\u0080\u0080",
        "\u00ed\u00a0\u0080",
        "\u00f0\u0080\u0080\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00e2\u0082",
        "\u00c3"
      })
  void neverRepairsUtf8(String bytes) {
    String content = "{" + REQUIRED + ",\"language\":\"" + bytes + "\"}";

    assertThat(
            ContentParser.parse(SourceId.X, content.getBytes(StandardCharsets.ISO_8859_1)).reason())
        .isEqualTo(Reason.BAD_JSON);
  }

  @Test
  void refusesOtherEncodingsOfUnicode() {
    String content = "{" + REQUIRED + "}";

    assertThat(ContentParser.parse(SourceId.X, content.getBytes(StandardCharsets.UTF_16)).reason())
        .isEqualTo(Reason.BAD_JSON);
    assertThat(
            ContentParser.parse(SourceId.X, content.getBytes(StandardCharsets.UTF_16LE)).reason())
        .isEqualTo(Reason.BAD_JSON);
  }

  @Test
  void depthAndLengthDoNoHarm() {
    String deep = "[".repeat(500_000);
    String number = "1".repeat(500_000);

    assertThat(x("\"media\":" + deep).reason()).isEqualTo(Reason.BAD_JSON);
    assertThat(x("\"view_count\":" + number).reason()).isEqualTo(Reason.BAD_JSON);
    assertThat(x("\"text2\":\"" + number + "\"").reason()).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(x("\"" + number + "\":1").detail()).hasSizeLessThan(200);
    assertThat(x("\"user_location\":\"" + number + "\"").reason()).isNull();
  }

  @Test
  void manyUnknownFieldsDoNoHarm() {
    StringBuilder fields = new StringBuilder("\"a\":1");
    for (int i = 0; i < 50_000; i++) {
      fields.append(",\"f").append(i).append("\":").append(i);
    }

    assertThat(x(fields.toString()).detail()).isEqualTo("the model has no field 'a'");
  }

  @Test
  void theFirstFaultOfAFieldCounts() {
    assertThat(x("\"is_reply\":1,\"likes\":1").reason()).isEqualTo(Reason.BAD_FIELD_TYPE);
    assertThat(x("\"likes\":1,\"is_reply\":1").reason()).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(x("\"text\":\"again\"").reason()).isEqualTo(Reason.DUPLICATE_FIELD);
    assertThat(x("\"view_count\":1,\"view_count\":1").detail())
        .isEqualTo("field view_count occurs twice");
    assertThat(x("\"view_count\":null,\"view_count\":1").reason())
        .isEqualTo(Reason.DUPLICATE_FIELD);
    assertThat(x("\"Text\":\"a\"").reason()).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(x("\"datetime\":\"a\"").reason()).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(x("\"label\":\"a\"").reason()).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(x("\"a\\nb\\u0007\":1").detail()).isEqualTo("the model has no field 'a?b?'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "text", "url", "timestamp", "tweet_id", "scraped_at"})
  void requiresFields(String field) {
    String without =
        "{" + REQUIRED.replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"media\":null") + "}";
    String withNull =
        "{" + REQUIRED.replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":null") + "}";

    for (String content : List.of(without, withNull)) {
      ParsedContent parsed = ContentParser.parse(SourceId.X, bytes(content));
      assertThat(parsed.reason()).isEqualTo(Reason.MISSING_FIELD);
      assertThat(parsed.detail()).isEqualTo("field " + field + " is required");
    }
  }

  @Property
  void neverThrowsOnAnyBytes(@ForAll byte[] bytes) {
    assertThat(ContentParser.parse(SourceId.X, bytes).reason()).isEqualTo(Reason.BAD_JSON);
  }

  @Property
  void neverThrowsOnABrokenByte(@ForAll @IntRange(min = 0, max = 1000) int place, @ForAll byte b) {
    byte[] content = bytes("{" + REQUIRED + ",\"media\":[\"\\u00e9\",\"é🚀\"],\"view_count\":12}");
    content[place % content.length] = b;

    assertThat(ContentParser.parse(SourceId.X, content).detail()).hasSizeLessThan(200);
    assertThat(ContentParser.isJsonObject(content)).isIn(true, false);
  }

  @Test
  void knowsThePlacesOfColumns() {
    assertThat(ParsedContent.place(SourceId.REDDIT, "id")).isEqualTo(2);
    assertThatThrownBy(() -> ParsedContent.place(SourceId.REDDIT, "tweet_id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no column tweet_id in the table of REDDIT");
  }

  private static Object value(String field, String value) {
    ParsedContent parsed = x("\"" + field + "\":" + value);
    assertThat(parsed.detail()).isEmpty();
    return parsed.values()[ParsedContent.place(SourceId.X, field)];
  }

  private static ParsedContent x(String more) {
    return ContentParser.parse(SourceId.X, bytes("{" + REQUIRED + "," + more + "}"));
  }

  private static ParsedContent reddit(String more) {
    String required =
        "\"id\":\"a\",\"url\":\"l\",\"username\":\"u\",\"communityName\":\"c\",\"body\":\"b\","
            + "\"createdAt\":\"n\",\"dataType\":\"post\",\"scrapedAt\":\"s\"";
    return ContentParser.parse(SourceId.REDDIT, bytes("{" + required + "," + more + "}"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
