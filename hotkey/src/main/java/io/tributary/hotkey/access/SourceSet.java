package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.SourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The one form of a set of sources: not empty, ascending numbers, none twice. */
final class SourceSet {

  /** As many sources as there are. */
  static final int MOST = SourceId.values().length;

  private SourceSet() {}

  static Set<SourceId> copyOf(Collection<SourceId> sources) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("at least one source must be named");
    }
    return Collections.unmodifiableSet(EnumSet.copyOf(sources));
  }

  static List<Integer> codes(Set<SourceId> sources) {
    return sources.stream().map(SourceId::code).sorted().toList();
  }

  static Set<SourceId> fromCodes(List<Integer> codes) throws MalformedBytesException {
    List<SourceId> sources = new ArrayList<>(codes.size());
    int last = 0;
    for (int code : codes) {
      if (code <= last) {
        throw new MalformedBytesException("sources are not in ascending order");
      }
      last = code;
      sources.add(
          SourceId.fromCode(code)
              .orElseThrow(() -> new MalformedBytesException("no source has the number " + code)));
    }
    if (sources.isEmpty()) {
      throw new MalformedBytesException("no source is named");
    }
    return copyOf(sources);
  }
}
