package io.tributary.hotkey.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The fields of a btwallet key file, decrypted, each checked for its form and no further. */
final class KeyFileFields {

  private static final ObjectReader READER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .reader();

  /** Old files of coldkeypub.txt hold nothing but the public key. */
  private static final Pattern PUBLIC_KEY_ALONE = Pattern.compile("0x[0-9a-fA-F]{64}");

  private final JsonNode root;

  private KeyFileFields(JsonNode root) {
    this.root = root;
  }

  static KeyFileFields parse(String content) throws KeyFileException {
    refuseEncrypted(content);
    if (PUBLIC_KEY_ALONE.matcher(content.strip()).matches()) {
      return new KeyFileFields(
          JsonNodeFactory.instance.objectNode().put("publicKey", content.strip()));
    }
    JsonNode root = null;
    try {
      root = READER.readTree(content);
    } catch (JsonProcessingException e) {
      // The parser's message quotes the file, so it is not passed on.
      throw malformed("it is not JSON; give a btwallet hotkey file");
    }
    if (root == null || !root.isObject()) {
      throw malformed("it is not a JSON object; give a btwallet hotkey file");
    }
    return new KeyFileFields(root);
  }

  KeyType type() throws KeyFileException {
    JsonNode value = root.path("cryptoType");
    if (value.isMissingNode() || value.isNull()) {
      return KeyType.SR25519;
    }
    return Arrays.stream(KeyType.values())
        .filter(type -> value.isIntegralNumber() && value.asLong(-1) == type.cryptoType())
        .findFirst()
        .orElseThrow(() -> malformed("cryptoType is neither 1 (sr25519) nor 0 (ed25519)"));
  }

  /** The text; null if the field is absent, null or blank. */
  String text(String field) throws KeyFileException {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw malformed(field + " is not a text");
    }
    return value.asText().isBlank() ? null : value.asText();
  }

  /** The bytes of a hex field, with or without 0x; null if it is absent, null or blank. */
  byte[] bytes(String field, int length) throws KeyFileException {
    String text = text(field);
    if (text == null) {
      return null;
    }
    String digits = text.toLowerCase(Locale.ROOT).startsWith("0x") ? text.substring(2) : text;
    if (digits.length() != 2 * length || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw malformed(field + " is not the hex of " + length + " bytes");
    }
    return HexFormat.of().parseHex(digits);
  }

  /** The address; old files write its name with a blank before it. */
  String address() throws KeyFileException {
    String address = text("ss58Address");
    return address == null ? text(" ss58Address") : address;
  }

  static KeyFileException malformed(String message) {
    return new KeyFileException(KeyFileFault.MALFORMED, message);
  }

  private static void refuseEncrypted(String content) throws KeyFileException {
    String method = null;
    if (content.startsWith("$NACL")) {
      method = "NaCl";
    } else if (content.startsWith("$ANSIBLE_VAULT")) {
      method = "Ansible Vault";
    } else if (content.startsWith("gAAAAA")) {
      method = "legacy (Fernet)";
    }
    if (method != null) {
      throw encrypted(
          method, "decrypt it with btcli, or grant a session key: it is not decrypted here");
    }
  }

  static KeyFileException encrypted(String method, String advice) {
    return new KeyFileException(
        KeyFileFault.ENCRYPTED, "it is encrypted by " + method + "; " + advice);
  }
}
