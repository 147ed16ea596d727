package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The revocations of one hotkey and the instants from which each counts. The order in which they
 * became known makes no difference. Immutable.
 *
 * <p>Holds so many that {@link #hasRoom}; one that says nothing beyond another takes no place.
 */
public final class KnownRevocations implements GrantRevocations {

  /**
   * As many session keys as one hotkey may revoke: a new one every day for eight months. As many
   * revocations of everything find room beside them, so that the last resort is never refused.
   */
  public static final int MOST = 256;

  private static final int FORM = 1;
  private static final KnownRevocations EMPTY = new KnownRevocations(List.of());

  private final List<Entry> entries;

  private KnownRevocations(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  private record Entry(Revocation revocation, Instant from) {

    /** Whether it ends all that the other one ends, and no later. */
    boolean includes(Entry other) {
      return !from.isAfter(other.from) && revocation.includes(other.revocation);
    }
  }

  /** None. */
  public static KnownRevocations empty() {
    return EMPTY;
  }

  /**
   * With one more.
   *
   * @param revocation of this hotkey, with a signature that held
   * @param from the instant from which it counts, in whole milliseconds
   * @return this if it adds nothing; empty if there is no place for it
   */
  public Optional<KnownRevocations> with(Revocation revocation, Instant from) {
    Entry added = new Entry(revocation, from.truncatedTo(ChronoUnit.MILLIS));
    if (entries.stream().anyMatch(known -> known.includes(added))) {
      return Optional.of(this);
    }
    List<Entry> next = new ArrayList<>(entries.size() + 1);
    entries.stream().filter(known -> !added.includes(known)).forEach(next::add);
    next.add(added);
    return hasRoom(next.size() - 1, revocation)
        ? Optional.of(new KnownRevocations(next))
        : Optional.empty();
  }

  /** Whether one more is kept of a hotkey, of which so many are kept already. */
  public static boolean hasRoom(int kept, Revocation next) {
    return kept < (next.sessionKey().isEmpty() ? 2 * MOST : MOST);
  }

  @Override
  public Optional<Instant> revokedFrom(SessionGrant grant) {
    return entries.stream()
        .filter(entry -> entry.revocation().covers(grant))
        .map(Entry::from)
        .min(Instant::compareTo);
  }

  /** How many are kept. */
  public int size() {
    return entries.size();
  }

  /** The form in which a job keeps it: version 1, integers as Avro writes them. */
  public byte[] toBytes() {
    WireWriter writer = new WireWriter().number(FORM);
    return writer
        .array(
            entries,
            entry ->
                writer
                    .bytes(Octets.of(entry.revocation().encode()))
                    .number(entry.from().toEpochMilli()))
        .toBytes();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are something else
   */
  public static KnownRevocations fromBytes(byte[] bytes) {
    try {
      WireReader reader = new WireReader(bytes);
      int form = reader.integer();
      if (form != FORM) {
        throw new IllegalArgumentException(
            "revocations of form " + form + ", this release reads " + FORM);
      }
      List<Entry> entries =
          reader.array(
              2 * MOST,
              () ->
                  new Entry(
                      Revocation.decode(reader.bytes(Revocation.MOST_BYTES)),
                      Field.instant(reader)));
      reader.end();
      return new KnownRevocations(entries);
    } catch (MalformedBytesException e) {
      throw new IllegalArgumentException("not revocations: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KnownRevocations that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "KnownRevocations[" + entries.size() + "]";
  }
}
