package io.tributary.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import io.tributary.schemas.Hotkey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests of version 1 in the order and the spelling of the prototype's Python clients. */
public final class V1Client {

  public static final String HASH = "ab".repeat(32);

  private static final ObjectMapper JSON = new ObjectMapper();

  private V1Client() {}

  /** Signs text as the clients' wallet does. */
  public static String sign(int seed, String text) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(secret);
    return HexFormat.of().formatHex(key.sign(message, new SecureRandom()));
  }

  public static String uploadText(String hotkey, String path, String hash, Object at, Object end) {
    return hotkey + ":" + path + ":" + hash + ":" + at + ":" + end;
  }

  /** Values may be of any type, so that wrong ones can be signed too. */
  public static Map<String, Object> upload(
      int seed, String hotkey, String path, String hash, Object at, Object expiry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hotkey", hotkey);
    fields.put("timestamp", at);
    fields.put("expiry", expiry);
    fields.put("file_hash", hash);
    fields.put("signature", sign(seed, uploadText(hotkey, path, hash, at, expiry)));
    fields.put("s3_path", path);
    return fields;
  }

  public static Map<String, Object> upload(World world, String file) {
    String hotkey = world.miner.hotkey().address();
    long now = world.now.getEpochSecond();
    return upload(1, hotkey, "data/2/" + hotkey + "/" + file, HASH, now, now + 3600);
  }

  public static Map<String, Object> read(
      int seed, String reader, String miner, Object at, Object expiry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", "read");
    fields.put("validator_hotkey", reader);
    fields.put("miner_hotkey", miner);
    fields.put("timestamp", at);
    fields.put("expiry", expiry);
    fields.put("signature", sign(seed, "read:" + reader + ":" + miner + ":" + at + ":" + expiry));
    return fields;
  }

  public static Map<String, Object> read(World world, int seed, Hotkey reader, Hotkey miner) {
    long now = world.now.getEpochSecond();
    return read(seed, reader.address(), miner.address(), now, now + 3600);
  }

  /** The same fields with one changed, after signing. */
  public static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    changed.put(name, value);
    return changed;
  }

  /** The same fields in the opposite order. */
  public static Map<String, Object> reversed(Map<String, Object> fields) {
    List<String> names = new ArrayList<>(fields.keySet());
    Map<String, Object> reversed = new LinkedHashMap<>();
    for (int i = names.size() - 1; i >= 0; i--) {
      reversed.put(names.get(i), fields.get(names.get(i)));
    }
    return reversed;
  }

  /** As {@code json.dumps} writes it, and so {@code requests}: ", " and ": ". */
  public static String spaced(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(field -> json(field.getKey()) + ": " + json(field.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** As {@code httpx} writes it: without spaces. */
  public static String compact(Map<String, Object> fields) {
    return json(fields);
  }

  /** With every character of every text as an escape. */
  public static String escaped(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(field -> escape(field.getKey()) + ":" + escape(field.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escape(Object value) {
    if (!(value instanceof String text)) {
      return json(value);
    }
    return text.chars()
        .mapToObj(c -> String.format("\\u%04X", c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written", e);
    }
  }
}
