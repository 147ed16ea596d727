package io.tributary.local.demo.stores;

import java.util.List;
import java.util.Locale;

/** The authors of the demo's posts: a number stands for a person with a name and habits. */
final class People {

  private static final List<String> FIRST =
      List.of(
          "Solar", "Quiet", "Night", "Byte", "Mellow", "Crimson", "Rusty", "Lazy", "Atomic",
          "Paper", "Velvet", "Cosmic", "Polar", "Ginger", "Static", "Hollow", "Amber", "Turbo");
  private static final List<String> SECOND =
      List.of(
          "Ledger", "Otter", "Owl", "Garden", "Miner", "Harbor", "Engine", "Badger", "Orbit",
          "Lantern", "Falcon", "Teapot", "Signal", "Walrus", "Meadow", "Comet", "Pixel", "Raven");
  private static final List<String> PLACES =
      List.of(
          "Lisbon",
          "São Paulo",
          "東京",
          "Berlin",
          "Київ",
          "القاهرة",
          "Hà Nội",
          "The Internet",
          "Lagos 🇳🇬",
          "Montréal",
          "서울",
          "Ελλάδα",
          "מדינת ישראל",
          "Jakarta",
          "somewhere ☁️");

  private final long seed;
  private final int count;

  People(long seed, int records) {
    this.seed = seed;
    this.count = Math.max(40, records / 8);
  }

  /** Somebody; some are far more often drawn than others. */
  Person any(Draw draw) {
    int number = (int) (StrictMath.pow(draw.unit(), 2) * count);
    Draw own = new Draw(seed, 3, number);
    String first = own.pick(FIRST);
    String second = own.pick(SECOND);
    String handle = first + "_" + second.charAt(0) + Integer.toString(number, 36);
    Tongue tongue = Tongue.any(own);
    return new Person(
        handle,
        own.chance(0.3) ? first + " " + second + " " + own.pick(List.of("🌊", "⚡️", "🐙")) : first,
        Long.toString(1_000_000L + number * 7_919L + own.below(7_919)),
        tongue,
        own.chance(0.8) ? tongue.text(own, own.skewed(60, 0.7, 5, 160)) : null,
        own.chance(0.6) ? own.pick(PLACES) : null,
        own.chance(0.03),
        own.chance(0.2),
        own.skewed(420, 2, 0, 80_000_000),
        own.skewed(300, 1.2, 0, 200_000),
        own.chance(0.7));
  }

  /** One author. Immutable. */
  record Person(
      String handle,
      String displayName,
      String userId,
      Tongue tongue,
      String description,
      String location,
      boolean verified,
      boolean blue,
      long followers,
      long following,
      boolean banner) {

    /** The name that the same person has on Reddit. */
    String redditName() {
      return handle.toLowerCase(Locale.ROOT);
    }
  }
}
