package io.tributary.hotkey.command;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class KeyCommandsPropertiesTest {

  @Property
  void anyLineIsAnsweredByOneLine(@ForAll String line) {
    assertThat(new KeyVerify().apply(line)).startsWith("{\"valid\":false").doesNotContain("\n");
    assertThat(new KeySs58().apply(line)).startsWith("{\"reason\":\"").doesNotContain("\n");
  }

  @Property
  void anyAddressIsAnsweredByOneLine(@ForAll String address) {
    String line = JsonLine.object().put("address", address).toString();
    assertThat(new KeySs58().apply(line)).startsWith("{\"").doesNotContain("\n");
  }
}
