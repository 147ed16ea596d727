package io.tributary.local.s3.policy;

import java.util.List;
import java.util.Locale;

/**
 * One statement: an effect on actions and resources, under conditions on {@code s3:prefix}.
 *
 * @param allow else it denies
 * @param actions patterns, in lower case
 * @param resources patterns
 * @param conditions all of which must hold
 */
record Statement(
    boolean allow, List<String> actions, List<String> resources, List<PrefixCondition> conditions) {

  /** Any of the values must match the prefix; a listing without a prefix matches none. */
  record PrefixCondition(boolean pattern, List<String> values) {

    boolean holds(Access access) {
      return access
          .prefix()
          .filter(
              prefix ->
                  values.stream()
                      .anyMatch(v -> pattern ? Wildcard.matches(v, prefix) : v.equals(prefix)))
          .isPresent();
    }
  }

  boolean applies(Access access) {
    String action = access.action().toLowerCase(Locale.ROOT);
    return actions.stream().anyMatch(a -> Wildcard.matches(a, action))
        && resources.stream().anyMatch(r -> Wildcard.matches(r, access.resource()))
        && conditions.stream().allMatch(c -> c.holds(access));
  }
}
