package io.tributary.benchmarks.chaos;

import io.tributary.local.janitor.Finding;
import io.tributary.local.janitor.Finding.Fate;
import io.tributary.local.janitor.OpenUpload;
import io.tributary.local.janitor.OrphanRule;
import io.tributary.local.janitor.UploadStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of the uploads that were unfinished when the job had ended, by the rule of the
 * janitor. Immutable.
 *
 * @param orphans uploads that nobody would have finished, and that were given up
 * @param parked uploads that parked files wait for, which were left alone
 * @param unaccounted what was still there afterwards, and is of no parked file
 */
record UploadAccount(int orphans, int parked, int unaccounted) {

  /** A request that was under way when the job ended may begin an upload yet. */
  private static final Duration LATECOMERS = Duration.ofSeconds(10);

  /**
   * Does the janitor's work. The job has ended and will not be resumed, so that no checkpoint needs
   * any upload.
   *
   * @param end later than every upload was begun
   * @param parkedKeys keys of the files that are parked
   */
  static UploadAccount settle(UploadStore store, Instant end, Set<String> parkedKeys)
      throws Exception {
    OrphanRule rule = new OrphanRule(end, Duration.ZERO, parkedKeys);
    Set<OpenUpload> given = new HashSet<>();
    Conditions.await(LATECOMERS, () -> !giveUpOrphans(store, rule, given));
    List<Fate> left = findings(store, rule).stream().map(Finding::fate).toList();
    int parked = (int) left.stream().filter(Fate.PARKED::equals).count();
    return new UploadAccount(given.size(), parked, left.size() - parked);
  }

  private static boolean giveUpOrphans(UploadStore store, OrphanRule rule, Set<OpenUpload> given)
      throws IOException {
    boolean any = false;
    for (Finding finding : findings(store, rule)) {
      if (finding.fate() == Fate.ORPHAN) {
        any = true;
        store.abort(finding.upload());
        given.add(finding.upload());
      }
    }
    return any;
  }

  private static List<Finding> findings(UploadStore store, OrphanRule rule) throws IOException {
    return store.openUploads().stream().map(rule::judge).toList();
  }
}
