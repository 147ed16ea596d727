package io.tributary.auth.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HttpEventTest {

  @Test
  void takesWhatItNeedsAndPassesOverTheRest() throws AccessException {
    HttpEvent event =
        read(
            "{\"version\":\"2.0\",\"headers\":{\"rawPath\":\"/other\",\"body\":[1,{\"a\":2}]},"
                + "\"rawPath\":\"/v2/access\",\"rawQueryString\":\"a=%2e\",\"cookies\":[\"c\"],"
                + "\"requestContext\":{\"authorizer\":{\"http\":{\"method\":\"GET\"}},\"stage\":"
                + "\"$default\",\"http\":{\"x\":[],\"method\":\"POST\",\"path\":\"/p\"}},"
                + "\"body\":\"\\u00e4\",\"isBase64Encoded\":false}");

    assertThat(event.method()).isEqualTo("POST");
    assertThat(event.path()).isEqualTo("/v2/access?a=%2e");
    assertThat(event.body()).isEqualTo("ä".getBytes(StandardCharsets.UTF_8));
    assertThat(event).hasToString("HttpEvent[2 bytes]");
  }

  @Test
  void aStageComesOffThePathOnce() throws AccessException {
    assertThat(read(at("/prod/auth", "prod")).path()).isEqualTo("/auth");
    assertThat(read(at("/prod/prod/auth", "prod")).path()).isEqualTo("/prod/auth");
    assertThat(read(at("/production/auth", "prod")).path()).isEqualTo("/production/auth");
    assertThat(read(at("/auth", "prod")).path()).isEqualTo("/auth");
    assertThat(read(at("/$default/auth", "$default")).path()).isEqualTo("/$default/auth");
  }

  @Test
  void anotherFormatIsRefused() {
    assertMalformed("{\"version\":\"1.0\",\"path\":\"/auth\",\"httpMethod\":\"POST\"}");
    assertMalformed("{\"version\":2.0,\"rawPath\":\"/\",\"requestContext\":{\"http\":{}}}");
    assertMalformed("{\"version\":\"2.0\",\"rawPath\":\"/\",\"requestContext\":\"http\"}");
    assertMalformed("{\"version\":\"2.0\",\"rawPath\":{},\"requestContext\":{}}");
    assertMalformed("");
    assertMalformed("\"2.0\"");
  }

  @Test
  void aTextThatIsTooLongIsNotHeld() {
    String body = "x".repeat(40_000);

    assertThatThrownBy(() -> read("{\"version\":\"2.0\",\"body\":\"" + body + "\"}"))
        .isInstanceOf(AccessException.class)
        .hasMessage(AccessReason.REQUEST_TOO_LARGE.text());
  }

  @Property(tries = 500)
  void noBytesEverDoMoreThanRefuse(@ForAll byte[] bytes) {
    try {
      HttpEvent.read(new ByteArrayInputStream(bytes));
    } catch (AccessException e) {
      assertThat(e.reason()).isIn(AccessReason.MALFORMED, AccessReason.REQUEST_TOO_LARGE);
    }
  }

  @Property(tries = 500)
  void noTextInAnEventEverDoesMoreThanRefuse(@ForAll String text) {
    try {
      read("{\"version\":\"2.0\"," + text + "}");
    } catch (AccessException e) {
      assertThat(e.reason()).isIn(AccessReason.MALFORMED, AccessReason.REQUEST_TOO_LARGE);
    }
  }

  private static void assertMalformed(String event) {
    assertThatThrownBy(() -> read(event))
        .isInstanceOfSatisfying(
            AccessException.class, e -> assertThat(e.reason()).isEqualTo(AccessReason.MALFORMED))
        .hasMessageStartingWith("not an event");
  }

  private static String at(String path, String stage) {
    return "{\"version\":\"2.0\",\"rawPath\":\""
        + path
        + "\",\"requestContext\":{\"stage\":\""
        + stage
        + "\",\"http\":{\"method\":\"POST\"}}}";
  }

  private static HttpEvent read(String event) throws AccessException {
    return HttpEvent.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }
}
