package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotkeyTest {

  private static final String ADDRESS = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

  @Test
  void holdsAnAddress() {
    assertThat(new Hotkey(ADDRESS)).hasToString(ADDRESS).isEqualTo(new Hotkey(ADDRESS));
    assertThat(new Hotkey(ADDRESS)).isLessThan(new Hotkey(ADDRESS.replace("5G", "5H")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "4GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ",
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQYY",
        "50rwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
        "5OrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKut/Y",
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ\n"
      })
  void refusesWhatIsNone(String text) {
    assertThat(Hotkey.isSyntax(text)).isFalse();
    assertThatThrownBy(() -> new Hotkey(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an SS58 address of 48 characters with prefix 42");
  }
}
