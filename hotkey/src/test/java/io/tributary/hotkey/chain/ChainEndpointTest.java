package io.tributary.hotkey.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainEndpointTest {

  @Test
  void anAddressIsShownWithoutPathAndQuery() {
    ChainEndpoint endpoint = ChainEndpoint.parse("https://node:9944/v1/secret?key=secret");
    assertThat(endpoint).hasToString("https://node:9944");
    assertThat(endpoint.uri()).hasToString("https://node:9944/v1/secret?key=secret");
    assertThat(ChainEndpoint.parse("http://[::1]/x")).hasToString("http://[::1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wss://node:443/secret | instead of wss://node:443 give https://node:443",
        "ws://127.0.0.1:9944 | instead of ws://127.0.0.1:9944 give http://127.0.0.1:9944",
        "ftp://node | http or https, not ftp",
        "node:9944 | an address such as https://host:9944",
        "/rpc | an address such as https://host:9944",
        "https://a b/secret | an address such as https://host:9944",
        "https://me:secret@node | no user name",
        "https://node#secret | no fragment"
      })
  void anythingElseIsRefusedWithoutQuotingSecrets(String text, String message) {
    assertThatThrownBy(() -> ChainEndpoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }
}
