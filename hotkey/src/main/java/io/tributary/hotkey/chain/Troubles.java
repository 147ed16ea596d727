package io.tributary.hotkey.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What went wrong with several nodes, gathered so that nobody's trouble hides another's. */
public final class Troubles {

  private final List<ChainException> all = new ArrayList<>();

  /** Adds one. */
  public void add(ChainException trouble) {
    all.add(trouble);
  }

  /** Whether nothing went wrong. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * All as one exception: the last one's fault, every message, the first as cause and the others
   * suppressed. There must be one at least.
   */
  public ChainException asOne() {
    ChainException last = all.get(all.size() - 1);
    if (all.size() == 1) {
      return last;
    }
    ChainException one =
        new ChainException(
            last.fault(),
            all.stream().map(ChainException::getMessage).collect(Collectors.joining("; ")),
            all.get(0));
    all.stream().skip(1).forEach(one::addSuppressed);
    return one;
  }
}
