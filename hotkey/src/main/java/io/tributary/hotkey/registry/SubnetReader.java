package io.tributary.hotkey.registry;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.chain.ChainException;
import io.tributary.hotkey.chain.ChainFault;
import io.tributary.hotkey.chain.ChainNode;
import io.tributary.hotkey.chain.FinalizedHead;
import io.tributary.hotkey.chain.ScaleReader;
import io.tributary.hotkey.chain.StorageKey;
import io.tributary.hotkey.chain.SubnetStakes;
import io.tributary.hotkey.chain.SubtensorStorage;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a whole subnet from one node at one block. Values of another form are refused whole, and so
 * is a subnet that is not there or has no key at all. A single uid without key, or whose key has
 * another uid, registers nobody; a uid without permit has none; stakes that are missing are unknown.
 * Thread-safe.
 */
final class SubnetReader {

  /** Far above any subnet's 256, so that no answer makes this read for long. */
  private static final int MOST_UIDS = 4096;

  private static final int KEY_BYTES = 32;
  private static final Logger LOG = LoggerFactory.getLogger(SubnetReader.class);

  private final int netuid;

  SubnetReader(int netuid) {
    this.netuid = netuid;
  }

  /**
   * @throws ChainException if the node cannot be read or what it says cannot be
   */
  SubnetSnapshot read(ChainNode node, FinalizedHead head) throws ChainException {
    try {
      return readAll(node, head);
    } catch (MalformedBytesException e) {
      throw new ChainException(
          ChainFault.MALFORMED,
          node + " at block " + head + ", subnet " + netuid + ": " + e.getMessage(),
          e);
    }
  }

  private SubnetSnapshot readAll(ChainNode node, FinalizedHead head)
      throws ChainException, MalformedBytesException {
    BlockHash at = head.hash();
    List<Optional<byte[]>> facts =
        node.storage(
            List.of(
                SubtensorStorage.blockTime(),
                SubtensorStorage.uidCount(netuid),
                SubtensorStorage.validatorPermits(netuid)),
            at);
    Optional<Instant> blockTime =
        read(facts.get(0), ScaleReader::u64).map(millis -> Instant.ofEpochMilli(millis));
    // The chain stores no empty list.
    List<Boolean> permits = read(facts.get(2), in -> in.bools(MOST_UIDS)).orElse(List.of());
    int count =
        read(facts.get(1), ScaleReader::u16)
            .orElseThrow(() -> new MalformedBytesException("no subnet of this number"));
    require(count <= MOST_UIDS, count + " uids, more than " + MOST_UIDS);
    require(permits.size() <= count, permits.size() + " permits for " + count + " uids");
    List<Optional<Octets>> keys = keys(node, at, count);
    require(
        count == 0 || keys.stream().anyMatch(Optional::isPresent), "no key at any of its uids");
    Map<Octets, Double> stakes = stakes(node, head);
    Map<Hotkey, Registration> registrations = new HashMap<>();
    for (int uid = 0; uid < count; uid++) {
      if (keys.get(uid).isPresent()) {
        Octets key = keys.get(uid).get();
        registrations.put(
            Ss58.encode(key.bytes()),
            new Registration(
                uid,
                uid < permits.size() && permits.get(uid),
                stakes.getOrDefault(key, Registration.UNKNOWN_STAKE)));
      }
    }
    return new SubnetSnapshot(head, blockTime, registrations);
  }

  /**
   * The keys by uid, each of which the chain also knows under that uid; a uid for which it does not
   * say both has none, and nobody is registered there.
   */
  private List<Optional<Octets>> keys(ChainNode node, BlockHash at, int count)
      throws ChainException, MalformedBytesException {
    List<StorageKey> places =
        IntStream.range(0, count).mapToObj(uid -> SubtensorStorage.key(netuid, uid)).toList();
    List<Optional<Octets>> keys = new ArrayList<>(count);
    for (Optional<byte[]> value : node.storage(places, at)) {
      keys.add(read(value, in -> in.octets(KEY_BYTES)));
    }
    List<Integer> uids =
        IntStream.range(0, count).filter(uid -> keys.get(uid).isPresent()).boxed().toList();
    List<StorageKey> backwards =
        uids.stream()
            .map(uid -> SubtensorStorage.uid(netuid, keys.get(uid).orElseThrow().bytes()))
            .toList();
    int next = 0;
    for (Optional<byte[]> value : node.storage(backwards, at)) {
      int uid = uids.get(next++);
      Optional<Integer> back = read(value, ScaleReader::u16);
      if (back.isEmpty() || back.get() != uid) {
        LOG.warn("{} has a key at uid {} of subnet {} whose uid is {}", node, uid, netuid, back);
        keys.set(uid, Optional.empty());
      }
    }
    return keys;
  }

  /** Stakes by key; none if the node's runtime does not tell them. */
  private Map<Octets, Double> stakes(ChainNode node, FinalizedHead head) throws ChainException {
    try {
      byte[] answer = node.call(SubnetStakes.CALL, SubnetStakes.arguments(netuid), head.hash());
      SubnetStakes stakes = SubnetStakes.parse(answer, netuid, MOST_UIDS);
      Map<Octets, Double> byKey = new HashMap<>();
      for (int uid = 0; uid < stakes.hotkeys().size(); uid++) {
        byKey.put(stakes.hotkeys().get(uid), stakes.rao().get(uid) / SubnetStakes.RAO);
      }
      return byKey;
    } catch (MalformedBytesException e) {
      return unknown(node, head, e);
    } catch (ChainException e) {
      if (e.fault() == ChainFault.UNREACHABLE) {
        throw e;
      }
      return unknown(node, head, e);
    }
  }

  private static Map<Octets, Double> unknown(ChainNode node, FinalizedHead head, Exception why) {
    LOG.warn(
        "{} does not tell stakes at block {}, so no validator has enough until it does: {}",
        node,
        head,
        why.getMessage());
    return Map.of();
  }

  private interface Part<T> {
    T read(ScaleReader in) throws MalformedBytesException;
  }

  /** Reads a value, if it is there, which must hold nothing else. */
  private static <T> Optional<T> read(Optional<byte[]> value, Part<T> part)
      throws MalformedBytesException {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    ScaleReader in = new ScaleReader(value.get());
    T read = part.read(in);
    in.end();
    return Optional.of(read);
  }

  private static void require(boolean holds, String otherwise) throws MalformedBytesException {
    if (!holds) {
      throw new MalformedBytesException(otherwise);
    }
  }
}
