package io.tributary.hotkey.identity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class Ss58PropertiesTest {

  @Property
  void everyKeyComesBack(@ForAll @Size(32) byte[] key) throws InvalidAddressException {
    assertThat(Ss58.publicKey(Ss58.encode(key))).isEqualTo(key);
  }

  @Property
  void anyTextIsDecodedOrRefused(@ForAll String text) {
    decodesToItselfOrIsRefused(text);
  }

  @Property
  void anyBase58TextIsDecodedOrRefused(
      @ForAll
          @Chars({'1', '2', '5', 'A', 'C', 'H', 'Z', 'a', 'k', 'z'})
          @StringLength(min = 40, max = 70)
          String text) {
    decodesToItselfOrIsRefused(text);
  }

  private static void decodesToItselfOrIsRefused(String text) {
    try {
      assertThat(Ss58.encode(Ss58.decode(text)).address()).isEqualTo(text);
    } catch (InvalidAddressException e) {
      assertThat(e).hasMessageStartingWith(e.reason().name());
    }
  }
}
