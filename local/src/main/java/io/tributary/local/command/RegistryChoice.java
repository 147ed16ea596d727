package io.tributary.local.command;

import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.registry.ChainHotkeyRegistry;
import io.tributary.hotkey.registry.ChainRegistryOptions;
import io.tributary.hotkey.registry.FileHotkeyRegistry;
import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of a command that needs to know who is registered: by a file, or by the chain. */
final class RegistryChoice {

  @Option(
      names = "--registry",
      paramLabel = "FILE",
      description = "The registered hotkeys; the file may be replaced while this runs.")
  private Path file;

  @Option(
      names = "--chain",
      paramLabel = "URL",
      converter = ChainNodeAddress.class,
      description = {
        "Instead: a node of the chain, http or https, which tells who is",
        "registered; several times for several nodes, of which the one with",
        "the newest final block is read."
      })
  private List<ChainEndpoint> chain;

  @Option(
      names = "--chain-refresh",
      paramLabel = "SECONDS",
      defaultValue = "12",
      description = "Age at which the chain is read again, ${DEFAULT-VALUE} by default.")
  private int refresh;

  @Option(
      names = "--chain-max-stale",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to go on while the chain cannot be read, ${DEFAULT-VALUE} by default.")
  private int maxStale;

  @Option(
      names = "--chain-max-head-age",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How old the newest final block may be, ${DEFAULT-VALUE} by default.")
  private int maxHeadAge;

  /** Refuses a call that names no registry, or two. */
  void require(CommandSpec command) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--registry=FILE", file != null);
    given.put("--chain=URL", chain != null);
    Alternatives.requireOne(command, "who is registered", given);
  }

  /**
   * Opens the registry of a subnet.
   *
   * @throws RegistryUnavailableException if it cannot be read now
   * @throws IllegalArgumentException if the bounds on age do not fit each other
   */
  HotkeyRegistry open(int netuid) throws RegistryUnavailableException {
    if (file != null) {
      return FileHotkeyRegistry.open(file, netuid);
    }
    return ChainHotkeyRegistry.open(
        new ChainClient(chain, RpcLimits.DEFAULT),
        netuid,
        new ChainRegistryOptions(
            Duration.ofSeconds(refresh),
            Duration.ofSeconds(maxStale),
            Duration.ofSeconds(maxHeadAge)),
        InstantSource.system());
  }
}
