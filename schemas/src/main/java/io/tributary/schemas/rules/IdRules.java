package io.tributary.schemas.rules;

import io.tributary.schemas.ContentKey;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.content.Details;

/**
 * The addresses, the platform's own id and the source of a record must name one item. Without this
 * a made-up id would turn one post into many keys.
 */
final class IdRules {

  private static final String POST = "t3_";
  private static final String COMMENT = "t1_";

  private IdRules() {}

  /** The key of both addresses. */
  static ContentKey key(String uri, String url) throws Refusal {
    ContentKey key = read("uri", uri);
    if (!url.equals(uri) && !read("the content's url", url).equals(key)) {
      throw mismatch("uri and the content's url lead to different items");
    }
    return key;
  }

  /** Checks what the record says of itself against the key. */
  static void check(Model model, Object[] values, ContentKey key) throws Refusal {
    if (key.platform() != model.source()) {
      throw mismatch("source is " + model.source() + ", the address is of " + key.platform());
    }
    String id = (String) values[model.id()];
    if (model.source() == SourceId.X) {
      if (!id.equals(key.id())) {
        throw mismatch("tweet_id is " + Details.quote(id) + ", the address has " + key.id());
      }
      return;
    }
    String kind = key.isComment() ? "comment" : "post";
    if (!kind.equals(values[model.dataType()])) {
      throw mismatch("the address is of a " + kind + ", dataType is not");
    }
    String prefix = key.isComment() ? COMMENT : POST;
    String bare = id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    if (!bare.equals(key.id())) {
      throw mismatch("id is " + Details.quote(id) + ", the address has " + prefix + key.id());
    }
  }

  private static ContentKey read(String name, String address) throws Refusal {
    ContentKey.Result result = ContentKey.of(address);
    if (!result.isKey()) {
      throw new Refusal(
          result.reason(),
          name
              + (address == null
                  ? " is missing"
                  : " does not lead to an item: " + Details.quote(address)));
    }
    return result.key();
  }

  private static Refusal mismatch(String detail) {
    return new Refusal(Reason.ID_MISMATCH, detail);
  }
}
