package io.tributary.jobs.ingest;

import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.registry.ChainHotkeyRegistry;
import io.tributary.hotkey.registry.ChainRegistryOptions;
import io.tributary.hotkey.registry.FileHotkeyRegistry;
import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import io.tributary.jobs.arguments.JobArguments;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * Where the job learns who is registered: from a file, or from nodes of the chain. Immutable; as
 * text it shows no address of a node in full, since providers put keys into them.
 *
 * @param file of registered hotkeys, or null
 * @param chain addresses of nodes, none if there is a file
 */
public record RegistryOptions(String file, List<String> chain) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @throws IllegalArgumentException if it is not one of both, or an address is none
   */
  public RegistryOptions {
    chain = List.copyOf(chain);
    if ((file == null) == chain.isEmpty()) {
      throw new IllegalArgumentException("a file of registered hotkeys, or nodes of the chain");
    }
    chain.forEach(ChainEndpoint::parse);
  }

  static RegistryOptions parse(JobArguments a) {
    String nodes = a.text("chain", null);
    String file = a.text("registry", null);
    if (nodes != null && file != null) {
      throw new IllegalArgumentException("--registry and --chain exclude each other");
    }
    if (nodes != null) {
      try {
        return new RegistryOptions(null, Arrays.asList(nodes.split(",", -1)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--chain: " + e.getMessage(), e);
      }
    }
    if (file == null || file.isBlank()) {
      throw new IllegalArgumentException("--registry is required, or --chain instead");
    }
    return new RegistryOptions(file, List.of());
  }

  /** Opens it on the machine where it is used. */
  HotkeyRegistry open(int netuid) throws RegistryUnavailableException {
    if (file != null) {
      return FileHotkeyRegistry.open(Path.of(file), netuid);
    }
    return ChainHotkeyRegistry.open(
        new ChainClient(chain.stream().map(ChainEndpoint::parse).toList(), RpcLimits.DEFAULT),
        netuid,
        ChainRegistryOptions.DEFAULT,
        InstantSource.system());
  }

  @Override
  public String toString() {
    return file != null ? file : chain.stream().map(ChainEndpoint::parse).toList().toString();
  }
}
