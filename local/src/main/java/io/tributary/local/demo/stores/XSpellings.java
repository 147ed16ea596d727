package io.tributary.local.demo.stores;

import java.util.List;
import java.util.Locale;

/** Ways in which the address of one post on X is written, all of which name the same item. */
final class XSpellings {

  private static final List<String> HOSTS =
      List.of(
          "x.com",
          "twitter.com",
          "www.x.com",
          "mobile.x.com",
          "www.twitter.com",
          "mobile.twitter.com",
          "m.twitter.com",
          "X.com",
          "x.com.",
          "x.com:443");
  private static final List<String> TAILS =
      List.of(
          "",
          "",
          "/",
          "?s=20",
          "?s=46&t=AbCdEf",
          "#m",
          "/photo/1",
          "/video/1?ref_src=twsrc",
          "//",
          "?q=%E2%9C%93");

  private XSpellings() {}

  static String any(RecordDraft draft, Draw draw) {
    String user = (String) draft.content.get("username");
    String id = draft.id;
    String path =
        switch (draw.below(12)) {
          case 0 -> "/i/web/status/" + id;
          case 1 -> "/i/status/" + id;
          case 2 -> "/statuses/" + id;
          case 3 -> "/" + user.toLowerCase(Locale.ROOT) + "/status/" + id;
          case 4 -> "/" + user + "/statuses/" + id;
          case 5 -> "/" + user + "/%73tatus/" + id;
          case 6 -> "//" + user + "/./status/" + id;
          case 7 -> "/" + user + "/likes/../Status/" + id;
          case 8 -> "/renamed_" + draw.below(1_000_000) + "/status/" + id;
          case 9 -> "/" + user + "/status/%3" + id.charAt(0) + id.substring(1);
          default -> "/" + user + "/status/" + id;
        };
    String host = draw.pick(HOSTS);
    String scheme = host.endsWith("443") || draw.chance(0.9) ? "https://" : "HTTP://";
    String url = scheme + host + path + draw.pick(TAILS);
    return draw.chance(0.01) ? "  " + url + " " : url;
  }
}
