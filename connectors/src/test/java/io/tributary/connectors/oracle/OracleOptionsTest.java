package io.tributary.connectors.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OracleOptionsTest {

  private static final Duration TIME = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://oracle.example/rows?key=secret",
        "http://localhost:8080/secret",
        "http://127.0.0.1:8080/secret",
        "http://[::1]:8080/secret"
      })
  void addressesDoNotShowTheirKeys(String address) {
    OracleOptions options = OracleOptions.parse(address, TIME);
    assertThat(options.uri()).hasToString(address);
    assertThat(options.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "http://oracle.example/secret, an oracle on another machine is asked by https",
    "http://127.0.0.1.example/secret, an oracle on another machine is asked by https",
    "http://localhost.example/secret, an oracle on another machine is asked by https",
    "https://secret@oracle.example/, an oracle's address has neither user name nor fragment",
    "https://oracle.example/#secret, an oracle's address has neither user name nor fragment",
    "ftp://oracle.example/secret, an oracle's address is one such as https://oracle.example/rows",
    "oracle.example/secret, an oracle's address is one such as https://oracle.example/rows",
    "https:///secret, an oracle's address is one such as https://oracle.example/rows",
    "https://a b/secret, an oracle's address is one such as https://oracle.example/rows"
  })
  void otherAddressesAreRefusedWithoutBeingQuoted(String address, String message) {
    assertThatThrownBy(() -> OracleOptions.parse(address, TIME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void itNeedsTime() {
    assertThatThrownBy(() -> OracleOptions.parse("https://oracle.example/", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an oracle needs time to answer: PT0S");
  }
}
