package io.tributary.lake.challenge;

import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.List;

/** Challenges for tests. */
final class Challenges {

  static final ChallengeOptions OPTIONS = ChallengeOptions.DEFAULTS.withFiles(SignedFile.RULES);
  static final ItemSalt SALT = new ItemSalt(7);

  private Challenges() {}

  static FileChallenge of(RangeSource store, ChallengeOptions options) {
    return new FileChallenge(store, options, SALT, System::nanoTime);
  }

  /** Challenges everything of a file that lies in a store of its own. */
  static ChallengeResult all(SignedFile file) {
    FakeStore store = new FakeStore();
    return of(store, OPTIONS).run(file.everything(store.put(file)));
  }

  static List<VerdictReason> reasons(ChallengeResult result) {
    return result.file().findings().stream().map(VerdictFinding::reason).toList();
  }

  static String details(ChallengeResult result) {
    return result.file().findings().toString();
  }
}
