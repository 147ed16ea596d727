package io.tributary.local.feed;

import io.tributary.hotkey.batch.BatchLimits;
import io.tributary.schemas.Hotkey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a feeder feeds, for whom and to where. Immutable; made by {@link #builder}. */
public final class FeedOptions {

  /** The topic that ingestion reads. */
  public static final String DEFAULT_TOPIC = "miner-batches";

  /** The deployment that the demonstration is. */
  public static final String DEFAULT_AUDIENCE = "tributary-demo";

  /** Data Universe. */
  public static final int DEFAULT_NETUID = 13;

  /** How often a followed source is looked at. */
  public static final Duration DEFAULT_POLL_EVERY = Duration.ofSeconds(3);

  private final Builder values;

  private FeedOptions(Builder values) {
    this.values = values;
  }

  /** A builder for the miner with this hotkey. */
  public static Builder builder(Hotkey hotkey) {
    return new Builder(hotkey);
  }

  /** The miner. */
  public Hotkey hotkey() {
    return values.hotkey;
  }

  /** The SQLite store or the file of JSON lines. */
  public Path file() {
    return values.file;
  }

  /** Whether the file is an SQLite store. */
  public boolean isStore() {
    return values.store;
  }

  /** The hotkey's grant for the signing key, encoded; empty if the hotkey itself signs. */
  public Optional<byte[]> grant() {
    return Optional.ofNullable(values.grant).map(byte[]::clone);
  }

  /** Kafka's addresses, {@code host:port}, separated by commas. */
  public String bootstrap() {
    return values.bootstrap;
  }

  /** Kafka's topic. */
  public String topic() {
    return values.topic;
  }

  /** The deployment that batches are for. */
  public String audience() {
    return values.audience;
  }

  /** The subnet. */
  public int netuid() {
    return values.netuid;
  }

  /** Where the feeder keeps what it sent. */
  public Path stateDirectory() {
    return values.stateDirectory != null
        ? values.stateDirectory
        : values.file.resolveSibling(values.file.getFileName() + ".feed");
  }

  /** How often a followed source is looked at. */
  public Duration pollEvery() {
    return values.pollEvery;
  }

  /** The sizes of batches. */
  public BatchLimits limits() {
    return values.limits;
  }

  /** Who sends to where, as the feeder's record keeps it. */
  String destination() {
    return hotkey() + " to topic " + topic() + " of " + audience() + " on subnet " + netuid();
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder {

    private final Hotkey hotkey;
    private Path file;
    private boolean store;
    private byte[] grant;
    private String bootstrap = "localhost:9092";
    private String topic = DEFAULT_TOPIC;
    private String audience = DEFAULT_AUDIENCE;
    private int netuid = DEFAULT_NETUID;
    private Path stateDirectory;
    private Duration pollEvery = DEFAULT_POLL_EVERY;
    private BatchLimits limits = BatchLimits.DEFAULT;

    private Builder(Hotkey hotkey) {
      this.hotkey = Objects.requireNonNull(hotkey, "hotkey");
    }

    private Builder(Builder other) {
      hotkey = other.hotkey;
      file = other.file;
      store = other.store;
      grant = other.grant;
      bootstrap = other.bootstrap;
      topic = other.topic;
      audience = other.audience;
      netuid = other.netuid;
      stateDirectory = other.stateDirectory;
      pollEvery = other.pollEvery;
      limits = other.limits;
    }

    /** Feeds a miner's SQLite store. */
    public Builder store(Path store) {
      this.file = store;
      this.store = true;
      return this;
    }

    /** Feeds a file of {@code DataEntity} as JSON lines. */
    public Builder jsonLines(Path jsonLines) {
      this.file = jsonLines;
      this.store = false;
      return this;
    }

    /** Signs with a session key under this encoded grant. */
    public Builder grant(byte[] encoded) {
      this.grant = encoded.clone();
      return this;
    }

    /** Kafka's addresses, {@code host:port}, separated by commas. */
    public Builder bootstrap(String addresses) {
      this.bootstrap = addresses;
      return this;
    }

    /** Kafka's topic. */
    public Builder topic(String name) {
      this.topic = name;
      return this;
    }

    /** The deployment that batches are for. */
    public Builder audience(String name) {
      this.audience = name;
      return this;
    }

    /** The subnet. */
    public Builder netuid(int number) {
      this.netuid = number;
      return this;
    }

    /** Where the feeder keeps what it sent; beside the source unless said otherwise. */
    public Builder stateDirectory(Path directory) {
      this.stateDirectory = directory;
      return this;
    }

    /** How often a followed source is looked at. */
    public Builder pollEvery(Duration interval) {
      this.pollEvery = interval;
      return this;
    }

    /** The sizes of batches. */
    public Builder limits(BatchLimits sizes) {
      this.limits = sizes;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if there is nothing to feed or the interval is not positive
     */
    public FeedOptions build() {
      if (file == null) {
        throw new IllegalArgumentException("give a store or a file of JSON lines to feed");
      }
      if (pollEvery.isNegative() || pollEvery.isZero()) {
        throw new IllegalArgumentException("the poll interval " + pollEvery + " is not positive");
      }
      return new FeedOptions(new Builder(this));
    }
  }
}
