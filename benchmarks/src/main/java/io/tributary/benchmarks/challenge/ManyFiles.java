package io.tributary.benchmarks.challenge;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Miners with very many files each: real files of different posts, of which every miner has many
 * copies by other names. A manifest is signed when its file is drawn.
 */
final class ManyFiles {

  /** Files that others are copies of. */
  private static final int COPIED = 128;

  /** The largest files, of which there is one each: all of them are drawn in every epoch. */
  private static final int LARGEST = DrawOptions.DEFAULTS.largestFiles();

  static final int TEMPLATES = COPIED + LARGEST;

  private static final long MEAN_BYTES = 36_000_000_000L / 110_000;
  private static final int SAMPLE_ROWS = 2_000;
  private static final long ROWS_APART = 20_000;
  private static final int SECONDS_APART = 20;

  private final List<EncodedFile> templates;
  private final int files;
  private final Instant now;

  private ManyFiles(List<EncodedFile> templates, int files, Instant now) {
    this.templates = List.copyOf(templates);
    this.files = files;
    this.now = now;
  }

  /** Writes the real files to a folder: from half to one and a half times the mean size. */
  static ManyFiles write(int files, Path folder, Random random) throws IOException {
    Instant now = Instant.now();
    HonestRows trial = new HonestRows(random, 0, now);
    EncodedFile sample =
        MinerFile.encode(trial, folder.resolve("sample"), Long.MAX_VALUE, SAMPLE_ROWS);
    double meanRows = (double) MEAN_BYTES * SAMPLE_ROWS / sample.sizeBytes();
    List<EncodedFile> templates = new ArrayList<>();
    for (int i = 0; i < TEMPLATES; i++) {
      HonestRows rows = new HonestRows(random, ROWS_APART * (i + 1), now);
      long count = (long) (meanRows * (0.5 + (double) i / (COPIED - 1)));
      templates.add(MinerFile.encode(rows, folder.resolve("template" + i), Long.MAX_VALUE, count));
    }
    return new ManyFiles(templates, files, now);
  }

  List<EncodedFile> templates() {
    return templates;
  }

  /** The key of a miner of a number. */
  static LocalSigner miner(int number) {
    return LocalSigner.fromMiniSecret(ByteBuffer.allocate(32).putInt(number).array());
  }

  /** The files of a miner, as state holds them. */
  List<FrozenFile> of(LocalSigner miner) {
    return IntStream.range(0, files).mapToObj(i -> file(miner, i)).toList();
  }

  private FrozenFile file(LocalSigner miner, int number) {
    int template = number < LARGEST ? COPIED + number : number % COPIED;
    EncodedFile facts = templates.get(template);
    Instant sealed = now.minusSeconds((long) SECONDS_APART * number);
    ObjectKey key =
        ObjectKey.of(SourceId.X, miner.hotkey(), sealed, facts.rows(), facts.tailDigestHex());
    return MinerFile.frozen(key, facts, TemplateSource.version(template));
  }

  /** What the log says of a file. */
  ChallengeTask.Statement statement(LocalSigner miner, FrozenFile file) {
    EncodedFile facts =
        templates.stream()
            .filter(template -> template.tailDigest().equals(file.tailDigest()))
            .findFirst()
            .orElseThrow();
    return MinerFile.sign(miner, file.key(), facts, now).statement();
  }

  /**
   * Whether files that are examined for content are copies of one: honest files are not, so that
   * such a draw is none that could be of them.
   */
  static boolean showsCopies(FrozenSet set, Sample sample) {
    Set<Integer> examined = new HashSet<>(sample.idScans());
    sample.rows().stream().map(RowDraw::file).forEach(examined::add);
    return examined.stream().map(i -> set.file(i).tailDigest()).distinct().count()
        < examined.size();
  }
}
