package io.tributary.hotkey.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WireReaderTest {

  @Property
  void numbersComeBack(@ForAll long value) throws Exception {
    WireReader reader = new WireReader(new WireWriter().number(value).toBytes());
    assertThat(reader.number()).isEqualTo(value);
    reader.end();
  }

  @Property
  void everythingComesBack(
      @ForAll @Size(max = 20) byte[] bytes,
      @ForAll @Size(max = 5) List<Integer> numbers,
      @ForAll @Size(max = 5) List<Byte> seeds)
      throws Exception {
    List<String> texts = seeds.stream().map(seed -> "é".repeat(seed & 7)).toList();
    byte[] wire = new WireWriter().bytes(bytes).numbers(numbers).texts(texts).toBytes();
    WireReader reader = new WireReader(wire);
    assertThat(reader.bytes(20)).isEqualTo(bytes);
    assertThat(reader.numbers(5)).isEqualTo(numbers);
    assertThat(reader.texts(5, 14)).isEqualTo(texts);
    reader.end();
  }

  @Property
  void anyInputIsReadOrRefused(@ForAll @Size(max = 64) byte[] input) {
    WireReader reader = new WireReader(input);
    try {
      long number = reader.number();
      int read = new WireWriter().number(number).toBytes().length;
      assertThat(input).startsWith(new WireWriter().number(number).toBytes());
      assertThat(read).isLessThanOrEqualTo(10);
      reader.text(64);
      reader.numbers(64);
      reader.texts(64, 64);
    } catch (MalformedBytesException e) {
      assertThat(e).hasMessageStartingWith("at byte ");
    }
  }

  @Test
  void aNumberHasOneForm() {
    refused(new byte[] {(byte) 0x80, 0}, "a number that is too long");
    byte[] overflow = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 2};
    refused(overflow, "a number that is too long");
    refused(new byte[] {(byte) 0x80}, "the end too early");
  }

  @Test
  void lengthsAreCheckedBeforeAllocation() {
    byte[] huge = new WireWriter().number(Integer.MAX_VALUE).toBytes();
    assertThatThrownBy(() -> new WireReader(huge).bytes(Integer.MAX_VALUE))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("a length that cannot be");
    assertThatThrownBy(() -> new WireReader(huge).numbers(2))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("an array that should have at most 2 elements");
    byte[] negative = new WireWriter().number(-1).toBytes();
    assertThatThrownBy(() -> new WireReader(negative).bytes(9))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("a length that cannot be");
  }

  @Test
  void oddFormsAreRefused() {
    byte[] blocks = {2, 2, 2, 4, 0};
    assertThatThrownBy(() -> new WireReader(blocks).numbers(2))
        .hasMessageContaining("an array in several blocks");
    byte[] surrogate = {6, (byte) 0xED, (byte) 0xA0, (byte) 0x80};
    assertThatThrownBy(() -> new WireReader(surrogate).text(9))
        .hasMessageContaining("text that is not UTF-8");
    assertThatThrownBy(() -> new WireReader(new byte[3]).end()).hasMessageContaining("3 bytes too");
    assertThatThrownBy(() -> new WireReader(new byte[] {4}).choice(2))
        .hasMessageContaining("an unknown choice");
    assertThatThrownBy(() -> new WireReader(new WireWriter().number(1L << 40).toBytes()).integer())
        .hasMessageContaining("a number out of range");
    assertThatThrownBy(() -> new WireReader(new byte[] {2, 7}).octets(2))
        .hasMessageContaining("should have 2 bytes");
  }

  @Test
  void octetsShowOnlyTheirLength() {
    assertThat(Octets.ofHex("00ff"))
        .hasToString("Octets[2]")
        .isEqualTo(Octets.of(new byte[] {0, -1}));
    assertThat(Octets.ofHex("00FF").hex()).isEqualTo("00ff");
  }

  private static void refused(byte[] input, String why) {
    assertThatThrownBy(() -> new WireReader(input).number())
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining(why);
  }
}
