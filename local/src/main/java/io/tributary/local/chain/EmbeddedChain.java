package io.tributary.local.chain;

import com.sun.net.httpserver.HttpServer;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A chain with one subnet and one node, on a free port of the loopback interface. What is
 * registered stands in the next block and is final when the finality lag has passed. Thread-safe.
 */
public final class EmbeddedChain implements AutoCloseable {

  private static final double RAO = 1e9;

  private final EmbeddedChainOptions options;
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(EmbeddedChain::daemon);
  private final ScheduledExecutorService maker =
      Executors.newSingleThreadScheduledExecutor(EmbeddedChain::daemon);
  private final Optional<ScheduledFuture<?>> making;

  private final List<Block> blocks = new ArrayList<>();
  private final List<Neuron> pending = new ArrayList<>();
  private long finalized;
  private int fork;
  private ChainTrouble trouble = ChainTrouble.NONE;

  private EmbeddedChain(EmbeddedChainOptions options, InstantSource clock) throws IOException {
    this.options = Objects.requireNonNull(options, "options");
    this.clock = Objects.requireNonNull(clock, "clock");
    blocks.add(Block.first(options.firstNumber(), clock.instant()));
    finalized = options.firstNumber();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", new ChainEndpointHandler(this));
    server.setExecutor(threads);
    server.start();
    long every = options.blockEvery().toMillis();
    making =
        every == 0
            ? Optional.empty()
            : Optional.of(
                maker.scheduleAtFixedRate(this::makeBlock, every, every, TimeUnit.MILLISECONDS));
  }

  /**
   * Starts a chain at its first block.
   *
   * @throws IOException if it cannot listen
   */
  public static EmbeddedChain start(EmbeddedChainOptions options, InstantSource clock)
      throws IOException {
    return new EmbeddedChain(options, clock);
  }

  /** Where its node answers. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Registers a hotkey at the next uid, or changes what is known of it.
   *
   * @param stake in whole alpha
   */
  public synchronized void register(Hotkey hotkey, boolean permit, double stake) {
    Octets key = key(hotkey);
    Neuron neuron = new Neuron(key, permit, Math.round(stake * RAO));
    int uid = uid(key);
    if (uid < 0) {
      pending.add(neuron);
    } else {
      pending.set(uid, neuron);
    }
  }

  /**
   * Ends a registration. As on the real chain, somebody else takes the uid: here, a key that nobody
   * has.
   */
  public synchronized void deregister(Hotkey hotkey) {
    int uid = uid(key(hotkey));
    if (uid < 0) {
      throw new IllegalArgumentException(hotkey + " is not registered");
    }
    String newcomer = "newcomer " + uid + " " + hotkey;
    Octets key = Octets.of(newcomer.getBytes(StandardCharsets.US_ASCII)).sha256();
    pending.set(uid, new Neuron(key, false, 0));
  }

  /** Makes the next block; finalizes the one that the lag allows, unless stuck. */
  public synchronized void makeBlock() {
    blocks.add(best().next(fork, clock.instant(), pending));
    if (trouble != ChainTrouble.STUCK) {
      finalized = Math.max(finalized, best().number() - options.finalityLag());
    }
  }

  /** Makes blocks until all that is registered now is final; the chain must not be stuck. */
  public synchronized void settle() {
    for (int i = 0; i <= options.finalityLag(); i++) {
      makeBlock();
    }
  }

  /** Gives up every block that is not final, and what they held; the next ones are others. */
  public synchronized void reorganize() {
    while (best().number() > finalized) {
      blocks.remove(blocks.size() - 1);
    }
    pending.clear();
    pending.addAll(best().neurons());
    fork++;
  }

  /** Has the node misbehave, or work again. */
  public synchronized void trouble(ChainTrouble other) {
    trouble = Objects.requireNonNull(other, "other");
    notifyAll();
  }

  synchronized ChainTrouble trouble() {
    return trouble;
  }

  /** Returns once the node is not silent any more. */
  synchronized void awaitVoice() throws InterruptedException {
    while (trouble == ChainTrouble.SILENT) {
      wait();
    }
  }

  /** Number of the last final block. */
  public synchronized long finalizedNumber() {
    return finalized;
  }

  synchronized Block finalized() {
    return blocks.get(index(finalized));
  }

  synchronized Block best() {
    return blocks.get(blocks.size() - 1);
  }

  synchronized Optional<Block> block(long number) {
    int index = index(number);
    return index >= 0 && index < blocks.size() ? Optional.of(blocks.get(index)) : Optional.empty();
  }

  private int index(long number) {
    return (int) (number - options.firstNumber());
  }

  synchronized Optional<Block> block(String hash) {
    return blocks.stream().filter(block -> block.hash().equals(hash)).findFirst();
  }

  int netuid() {
    return options.netuid();
  }

  private int uid(Octets key) {
    for (int uid = 0; uid < pending.size(); uid++) {
      if (pending.get(uid).key().equals(key)) {
        return uid;
      }
    }
    return -1;
  }

  private static Octets key(Hotkey hotkey) {
    try {
      return Octets.of(Ss58.publicKey(hotkey));
    } catch (InvalidAddressException e) {
      throw new IllegalArgumentException(hotkey + " is no address: " + e.getMessage(), e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "embedded-chain");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    making.ifPresent(task -> task.cancel(false));
    maker.shutdownNow();
    server.stop(0);
    threads.shutdownNow();
  }
}
