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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a whole subnet from one node at one block. What contradicts itself is refused whole: a uid
 * without key, a key at two uids, a key whose uid is another, permits for more or fewer uids than
 * there are. Only the stakes may be missing; they are unknown then. Thread-safe.
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
    Instant blockTime = Instant.ofEpochMilli(only(facts.get(0), "block time", ScaleReader::u64));
    int count = only(facts.get(1), "subnet of this number", ScaleReader::u16);
    require(count <= MOST_UIDS, count + " uids, more than " + MOST_UIDS);
    List<Boolean> permits = permits(facts.get(2), count);
    List<Octets> keys = keys(node, at, count);
    List<Double> stakes = stakes(node, head, keys);
    Map<Hotkey, Registration> registrations = new HashMap<>();
    for (int uid = 0; uid < count; uid++) {
      registrations.put(
          Ss58.encode(keys.get(uid).bytes()),
          new Registration(uid, permits.get(uid), stakes.get(uid)));
    }
    return new SubnetSnapshot(head, blockTime, registrations);
  }

  private static List<Boolean> permits(Optional<byte[]> value, int count)
      throws MalformedBytesException {
    // The chain stores no empty list.
    List<Boolean> permits =
        count == 0 && value.isEmpty()
            ? List.of()
            : only(value, "validator permits", in -> in.bools(MOST_UIDS));
    require(permits.size() == count, permits.size() + " validator permits for " + count + " uids");
    return permits;
  }

  /** The keys by uid, each of which the chain also knows under that uid and no other. */
  private List<Octets> keys(ChainNode node, BlockHash at, int count)
      throws ChainException, MalformedBytesException {
    List<StorageKey> places =
        IntStream.range(0, count).mapToObj(uid -> SubtensorStorage.key(netuid, uid)).toList();
    List<Octets> keys = new ArrayList<>(count);
    for (Optional<byte[]> value : node.storage(places, at)) {
      keys.add(only(value, "key at uid " + keys.size(), in -> in.octets(KEY_BYTES)));
    }
    require(new HashSet<>(keys).size() == count, "a key at two uids");
    List<StorageKey> backwards =
        keys.stream().map(key -> SubtensorStorage.uid(netuid, key.bytes())).toList();
    int uid = 0;
    for (Optional<byte[]> value : node.storage(backwards, at)) {
      int back = only(value, "uid of the key at uid " + uid, ScaleReader::u16);
      require(back == uid, "the key at uid " + uid + " has the uid " + back);
      uid++;
    }
    return keys;
  }

  /** Stakes by uid; all unknown if the node's runtime does not tell them or tells of others. */
  private List<Double> stakes(ChainNode node, FinalizedHead head, List<Octets> keys)
      throws ChainException {
    try {
      byte[] answer = node.call(SubnetStakes.CALL, SubnetStakes.arguments(netuid), head.hash());
      SubnetStakes stakes = SubnetStakes.parse(answer, netuid, MOST_UIDS);
      require(stakes.hotkeys().equals(keys), "stakes of other hotkeys");
      return stakes.rao().stream().map(rao -> rao / SubnetStakes.RAO).toList();
    } catch (MalformedBytesException e) {
      return unknown(node, head, keys, e);
    } catch (ChainException e) {
      if (e.fault() == ChainFault.UNREACHABLE) {
        throw e;
      }
      return unknown(node, head, keys, e);
    }
  }

  private static List<Double> unknown(
      ChainNode node, FinalizedHead head, List<Octets> keys, Exception why) {
    LOG.warn(
        "{} does not tell stakes at block {}, so validators cannot read until it does: {}",
        node,
        head,
        why.getMessage());
    return keys.stream().map(key -> Registration.UNKNOWN_STAKE).toList();
  }

  private interface Part<T> {
    T read(ScaleReader in) throws MalformedBytesException;
  }

  /** Reads a value that must be there and hold nothing else. */
  private static <T> T only(Optional<byte[]> value, String what, Part<T> part)
      throws MalformedBytesException {
    if (value.isEmpty()) {
      throw new MalformedBytesException("no " + what);
    }
    ScaleReader in = new ScaleReader(value.get());
    T read = part.read(in);
    in.end();
    return read;
  }

  private static void require(boolean holds, String otherwise) throws MalformedBytesException {
    if (!holds) {
      throw new MalformedBytesException(otherwise);
    }
  }
}
