package io.tributary.hotkey.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The registry as a JSON file: {@code
 * {"netuid":13,"hotkeys":[{"hotkey":"5…","uid":0,"validatorPermit":false,"stake":0.0}]}}. Permit
 * and stake may be left out; unknown fields may not come in.
 */
public final class RegistryFile {

  private static final int MAX_UID = 65_535;
  private static final Set<String> TOP = Set.of("netuid", "hotkeys");
  private static final Set<String> ENTRY = Set.of("hotkey", "uid", "validatorPermit", "stake");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private RegistryFile() {}

  /**
   * Writes the file, replacing an older one at once: a reader sees the old or the new whole.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, int netuid, Map<Hotkey, Registration> registrations)
      throws IOException {
    ObjectNode root = JSON.createObjectNode().put("netuid", netuid);
    ArrayNode hotkeys = root.putArray("hotkeys");
    registrations.forEach(
        (hotkey, registration) ->
            hotkeys
                .addObject()
                .put("hotkey", hotkey.address())
                .put("uid", registration.uid())
                .put("validatorPermit", registration.validatorPermit())
                .put("stake", registration.stake()));
    Path target = file.toAbsolutePath();
    Path temporary = Files.createTempFile(target.getParent(), ".registry", ".tmp");
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), root);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Reads the registry of a subnet from the file's bytes.
   *
   * @throws IllegalArgumentException if they are not such a file, saying where
   */
  static Map<Hotkey, Registration> parse(byte[] json, int netuid) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
    require(root.isObject(), "the file is not a JSON object");
    requireOnly(root, TOP, "the file");
    JsonNode subnet = root.path("netuid");
    require(subnet.isInt(), "netuid is missing or not a number");
    require(
        subnet.intValue() == netuid,
        "the file is of subnet " + subnet.intValue() + ", not of subnet " + netuid);
    require(root.path("hotkeys").isArray(), "hotkeys is missing or not a list");
    Map<Hotkey, Registration> registrations = new LinkedHashMap<>();
    int index = 0;
    for (JsonNode entry : root.path("hotkeys")) {
      String place = "hotkeys[" + index++ + "]";
      require(entry.isObject(), place + " is not an object");
      requireOnly(entry, ENTRY, place);
      Hotkey hotkey = hotkey(entry.path("hotkey"), place);
      require(
          registrations.put(hotkey, registration(entry, place)) == null,
          place + ": " + hotkey + " stands there twice");
    }
    return Map.copyOf(registrations);
  }

  private static Hotkey hotkey(JsonNode node, String place) {
    require(node.isTextual(), place + ".hotkey is missing or not text");
    try {
      Ss58.decode(node.textValue());
      return new Hotkey(node.textValue());
    } catch (InvalidAddressException e) {
      throw new IllegalArgumentException(place + ".hotkey: " + e.getMessage(), e);
    }
  }

  private static Registration registration(JsonNode entry, String place) {
    JsonNode uid = entry.path("uid");
    require(
        uid.isInt() && uid.intValue() >= 0 && uid.intValue() <= MAX_UID,
        place + ".uid is missing or not a number from 0 to " + MAX_UID);
    JsonNode permit = entry.path("validatorPermit");
    require(
        permit.isMissingNode() || permit.isBoolean(),
        place + ".validatorPermit is neither true nor false");
    JsonNode stake = entry.path("stake");
    require(
        stake.isMissingNode() || (stake.isNumber() && stake.doubleValue() >= 0),
        place + ".stake is not a number of 0 or more");
    return new Registration(uid.intValue(), permit.booleanValue(), stake.doubleValue());
  }

  private static void requireOnly(JsonNode node, Set<String> known, String place) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      require(known.contains(name), place + " has the unknown field " + name);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
