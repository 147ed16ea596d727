package io.tributary.auth.lambda;

import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.registry.ChainHotkeyRegistry;
import io.tributary.hotkey.registry.ChainRegistryOptions;
import io.tributary.hotkey.registry.FileHotkeyRegistry;
import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who tells which hotkeys are registered: nodes of the chain, or a file within the package.
 * Immutable.
 *
 * @param chain the nodes, empty if it is the file
 * @param file the file, empty if it is the chain
 */
record RegistrySource(List<ChainEndpoint> chain, Optional<Path> file) {

  private static final String CHAIN = "CHAIN_URLS";
  private static final String FILE = "REGISTRY_FILE";

  RegistrySource {
    chain = List.copyOf(chain);
    if (chain.isEmpty() == file.isEmpty()) {
      throw new IllegalArgumentException(
          "one of the environment variables " + CHAIN + " and " + FILE + " must be set, not both");
    }
  }

  static RegistrySource of(Variables variables) {
    List<ChainEndpoint> chain = new ArrayList<>();
    for (String url : variables.list(CHAIN)) {
      chain.add(ChainEndpoint.parse(url));
    }
    return new RegistrySource(
        chain, variables.has(FILE) ? Optional.of(Path.of(variables.text(FILE))) : Optional.empty());
  }

  /**
   * Opens it. A file is read at once; the chain is asked when the first request comes.
   *
   * @throws IllegalArgumentException if the file cannot be read, saying why
   */
  HotkeyRegistry open(int netuid, InstantSource clock) {
    if (file.isPresent()) {
      try {
        return FileHotkeyRegistry.open(file.get(), netuid);
      } catch (RegistryUnavailableException e) {
        throw new IllegalArgumentException(FILE + ": " + e.getMessage(), e);
      }
    }
    return new LazyRegistry(
        () ->
            ChainHotkeyRegistry.open(
                new ChainClient(chain, RpcLimits.DEFAULT),
                netuid,
                ChainRegistryOptions.DEFAULT,
                clock));
  }
}
