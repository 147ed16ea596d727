package io.tributary.hotkey.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/**
 * One node of a chain. State is only read at a block that the caller names, so that several reads
 * fit each other. Every method throws {@link ChainException} if the node cannot be reached in time,
 * refuses, or gives an answer that is none. Thread-safe.
 */
public final class ChainNode {

  /** How many keys are asked for at once, which keeps answers far below the usual limits. */
  private static final int KEYS_PER_QUESTION = 256;

  /** How many questions for single keys are under way at once. */
  private static final int QUESTIONS_AT_ONCE = 16;

  private static final Pattern HEX = Pattern.compile("0x(?:[0-9a-f]{2})*+");
  private static final Pattern NUMBER = Pattern.compile("0x(?:0|[1-9a-f][0-9a-f]{0,14})");

  private final JsonRpc rpc;

  /** Whether this node has refused to be asked for several keys at once. */
  private volatile boolean answersOneByOne;

  ChainNode(ChainEndpoint endpoint, RpcLimits limits) {
    this.rpc = new JsonRpc(endpoint, limits);
  }

  /** The last final block. */
  public FinalizedHead finalizedHead() throws ChainException {
    return await(askFinalizedHead());
  }

  CompletableFuture<FinalizedHead> askFinalizedHead() {
    return rpc.ask("chain_getFinalizedHead", List.of())
        .thenCompose(
            answer -> {
              BlockHash hash = unchecked(() -> hash(answer));
              return rpc.ask("chain_getHeader", List.of(hash))
                  .thenApply(header -> new FinalizedHead(hash, unchecked(() -> number(header))));
            });
  }

  FinalizedHead await(CompletableFuture<FinalizedHead> asked) throws ChainException {
    return rpc.await(asked);
  }

  /**
   * The hash of the block with this number on the node's best chain, or empty if it has none. Only
   * numbers up to that of a finalized head are settled.
   */
  public Optional<BlockHash> blockHash(long number) throws ChainException {
    if (number < 0 || number > 0xffff_ffffL) {
      throw new IllegalArgumentException("a block's number is a u32, not " + number);
    }
    JsonNode answer =
        rpc.await(rpc.ask("chain_getBlockHash", List.of("0x" + Long.toHexString(number))));
    return answer.isNull() ? Optional.empty() : Optional.of(hash(answer));
  }

  /** The value under a key at a block, or empty if there is none. */
  public Optional<byte[]> storage(StorageKey key, BlockHash at) throws ChainException {
    return value(rpc.await(rpc.ask("state_getStorage", List.of(key, at))));
  }

  /** The values under different keys at a block, in the order of the keys. */
  public List<Optional<byte[]>> storage(List<StorageKey> keys, BlockHash at) throws ChainException {
    List<Optional<byte[]>> values = new ArrayList<>(keys.size());
    for (int from = 0; from < keys.size(); from += KEYS_PER_QUESTION) {
      values.addAll(
          atOnce(keys.subList(from, Math.min(keys.size(), from + KEYS_PER_QUESTION)), at));
    }
    return values;
  }

  private List<Optional<byte[]>> atOnce(List<StorageKey> keys, BlockHash at) throws ChainException {
    if (!answersOneByOne) {
      try {
        return inOneQuestion(keys, at);
      } catch (ChainException e) {
        if (e.fault() != ChainFault.REFUSED) {
          throw e;
        }
        // Not every node and gateway serves that question; the one by one is as old as storage.
        answersOneByOne = true;
      }
    }
    return oneByOne(keys, at);
  }

  private List<Optional<byte[]>> oneByOne(List<StorageKey> keys, BlockHash at)
      throws ChainException {
    List<Optional<byte[]>> values = new ArrayList<>(keys.size());
    for (int from = 0; from < keys.size(); from += QUESTIONS_AT_ONCE) {
      List<CompletableFuture<JsonNode>> asked =
          keys.subList(from, Math.min(keys.size(), from + QUESTIONS_AT_ONCE)).stream()
              .map(key -> rpc.ask("state_getStorage", List.of(key, at)))
              .toList();
      for (CompletableFuture<JsonNode> one : asked) {
        values.add(value(rpc.await(one)));
      }
    }
    return values;
  }

  private List<Optional<byte[]>> inOneQuestion(List<StorageKey> keys, BlockHash at)
      throws ChainException {
    JsonNode sets = rpc.await(rpc.ask("state_queryStorageAt", List.of(keys, at)));
    JsonNode set = sets.path(0);
    if (!sets.isArray()
        || sets.size() != 1
        || !at.hex().equals(set.path("block").textValue())
        || !set.path("changes").isArray()
        || set.path("changes").size() != keys.size()) {
      throw malformed("storage of another block or of other keys");
    }
    Map<String, Optional<byte[]>> values = new HashMap<>();
    for (JsonNode change : set.path("changes")) {
      if (!change.isArray() || change.size() != 2 || !change.path(0).isTextual()) {
        throw malformed("storage that is no list of keys and values");
      }
      values.put(change.path(0).textValue(), value(change.path(1)));
    }
    List<Optional<byte[]>> ordered = new ArrayList<>(keys.size());
    for (StorageKey key : keys) {
      Optional<byte[]> value = values.get(key.hex());
      if (value == null) {
        throw malformed("storage without the key " + key);
      }
      ordered.add(value);
    }
    return ordered;
  }

  /** What a call of the chain's runtime returns at a block. */
  public byte[] call(String name, byte[] arguments, BlockHash at) throws ChainException {
    String hex = "0x" + HexFormat.of().formatHex(arguments);
    return value(rpc.await(rpc.ask("state_call", List.of(name, hex, at))))
        .orElseThrow(() -> malformed("no value of a runtime call"));
  }

  /** Scheme, host and port of its address. */
  @Override
  public String toString() {
    return rpc.endpoint().toString();
  }

  private BlockHash hash(JsonNode answer) throws ChainException {
    if (!answer.isTextual() || !BlockHash.isHash(answer.textValue())) {
      throw malformed("something else than a block's hash");
    }
    return new BlockHash(answer.textValue());
  }

  private long number(JsonNode header) throws ChainException {
    JsonNode number = header.path("number");
    if (!number.isTextual() || !NUMBER.matcher(number.textValue()).matches()) {
      throw malformed("a header without number");
    }
    return HexFormat.fromHexDigitsToLong(number.textValue(), 2, number.textValue().length());
  }

  private Optional<byte[]> value(JsonNode value) throws ChainException {
    if (value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || !HEX.matcher(value.textValue()).matches()) {
      throw malformed("a value that is not hex");
    }
    String hex = value.textValue();
    return Optional.of(HexFormat.of().parseHex(hex, 2, hex.length()));
  }

  private ChainException malformed(String what) {
    return new ChainException(ChainFault.MALFORMED, this + " gave " + what);
  }

  private interface Reading<T> {
    T read() throws ChainException;
  }

  private static <T> T unchecked(Reading<T> reading) {
    try {
      return reading.read();
    } catch (ChainException e) {
      throw new CompletionException(e);
    }
  }
}
