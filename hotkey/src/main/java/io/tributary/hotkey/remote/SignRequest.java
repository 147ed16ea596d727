package io.tributary.hotkey.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.StrictJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a client asks of a signer: {@code {"domain":tag,"canonical":base64}}.
 *
 * @param domain what kind of structure it is
 * @param canonical the structure's canonical bytes, not copied
 */
record SignRequest(SigningDomain domain, byte[] canonical) {

  /** The largest structure: a batch message's maximum, and as much again. */
  static final int MOST_CANONICAL_BYTES = 8 << 20;

  /** The largest request: base64 and a little around it. */
  static final int MOST_JSON_BYTES = MOST_CANONICAL_BYTES / 3 * 4 + 1024;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(2)
                          .maxStringLength(MOST_JSON_BYTES)
                          .maxNameLength(64)
                          .maxNumberLength(20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  byte[] toJson() {
    return StrictJson.toBytes(
        StrictJson.newObject()
            .put("domain", domain.tag())
            .put("canonical", Base64.getEncoder().encodeToString(canonical)));
  }

  static SignRequest ofJson(byte[] json) throws MalformedBytesException {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (IOException e) {
      // The parser's message quotes the input, so it goes no further.
      throw new MalformedBytesException("not one plain JSON object with each field once");
    }
    if (root == null || !root.isObject() || root.size() != 2) {
      throw new MalformedBytesException("not an object of domain and canonical");
    }
    JsonNode tag = root.path("domain");
    JsonNode canonical = root.path("canonical");
    if (!tag.isTextual() || !canonical.isTextual()) {
      throw new MalformedBytesException("domain and canonical must be texts");
    }
    SigningDomain domain =
        Arrays.stream(SigningDomain.values())
            .filter(known -> known.tag().equals(tag.textValue()))
            .findFirst()
            .orElseThrow(() -> new MalformedBytesException("domain is no known tag"));
    try {
      return new SignRequest(domain, Base64.getDecoder().decode(canonical.textValue()));
    } catch (IllegalArgumentException e) {
      throw new MalformedBytesException("canonical is not base64");
    }
  }
}
