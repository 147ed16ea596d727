package io.tributary.benchmarks;

import io.tributary.schemas.ContentKey;
import java.util.List;
import java.util.Random;

/** Content keys of addresses as miners send them: mostly the plain spellings of both platforms. */
final class CanonicalizeBenchmark implements Benchmark {

  private static final int ADDRESSES = 1 << 14;

  private final String[] addresses = new String[ADDRESSES];

  CanonicalizeBenchmark(Random random) {
    for (int i = 0; i < ADDRESSES; i++) {
      addresses[i] = address(random);
    }
  }

  @Override
  public String unit() {
    return "URLs";
  }

  @Override
  public List<Contender> contenders() {
    String plain = "java.net.URI and regex";
    return List.of(
        new Contender("ContentKey", plain, this::ours), new Contender(plain, plain, this::plain));
  }

  @Override
  public void close() {}

  String[] addresses() {
    return addresses.clone();
  }

  private long ours(int operations) {
    long sum = 0;
    for (int i = 0; i < operations; i++) {
      ContentKey.Result result = ContentKey.of(addresses[i & (ADDRESSES - 1)]);
      sum += result.isKey() ? result.key().text().length() : 1;
    }
    return sum;
  }

  private long plain(int operations) {
    long sum = 0;
    for (int i = 0; i < operations; i++) {
      sum += PlainContentKey.of(addresses[i & (ADDRESSES - 1)]).map(String::length).orElse(1);
    }
    return sum;
  }

  private static String address(Random random) {
    String user = "User_" + random.nextInt(100_000);
    long tweet = 2_000_000_000_000_000_000L + random.nextLong(90_000_000_000_000_000L);
    String post = Long.toString(1L << 30 | random.nextInt(1 << 30), 36);
    String comment = Long.toString(1L << 35 | random.nextInt(1 << 30), 36);
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> "https://x.com/" + user + "/status/" + tweet;
      case 4 -> "https://mobile.twitter.com/" + user + "/status/" + tweet + "/photo/1?s=20";
      case 5, 6 -> "https://www.reddit.com/r/bittensor_/comments/" + post + "/a_title_of_words/";
      case 7, 8 ->
          "https://www.reddit.com/r/bittensor_/comments/" + post + "/a_title/" + comment + "/";
      default -> "https://old.reddit.com/r/AskReddit/comments/" + post + "/what?utm_source=share";
    };
  }
}
