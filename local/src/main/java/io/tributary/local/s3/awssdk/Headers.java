package io.tributary.local.s3.awssdk;

import java.util.HashMap;
import java.util.Map;

/** The HTTP headers of an object that are kept and given back. */
final class Headers {

  static final String TYPE = "content-type";
  static final String ENCODING = "content-encoding";
  static final String LANGUAGE = "content-language";
  static final String DISPOSITION = "content-disposition";
  static final String CACHE = "cache-control";

  private Headers() {}

  static Map<String, String> of(
      String type, String encoding, String language, String disposition, String cache) {
    Map<String, String> headers = new HashMap<>();
    put(headers, TYPE, type);
    put(headers, ENCODING, encoding);
    put(headers, LANGUAGE, language);
    put(headers, DISPOSITION, disposition);
    put(headers, CACHE, cache);
    return headers;
  }

  private static void put(Map<String, String> headers, String name, String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }
}
