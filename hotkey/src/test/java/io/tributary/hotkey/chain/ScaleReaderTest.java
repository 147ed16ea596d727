package io.tributary.hotkey.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.wire.MalformedBytesException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleReaderTest {

  /** The examples of Substrate's description of the encoding, and the borders of each form. */
  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "04, 1",
    "a8, 42",
    "fc, 63",
    "0101, 64",
    "1501, 69",
    "fdff, 16383",
    "02000100, 16384",
    "feffffff, 1073741823",
    "0300000040, 1073741824",
    "0b00407a10f35a, 100000000000000",
    "13ffffffffffffff7f, 9223372036854775807"
  })
  void compactNumbers(String hex, long value) throws Exception {
    ScaleReader in = reader(hex);
    assertThat(in.compact()).isEqualTo(value);
    in.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100",
        "fd00",
        "02000000",
        "feff0000",
        "03ffffff3f",
        "0700000000",
        "0700000040",
        "1300000000ffffff00",
        "13ffffffffffffffff",
        "17000000000000000001"
      })
  void compactNumbersLongerThanTheyMustBeAreRefused(String hex) {
    assertThatThrownBy(() -> reader(hex).compact())
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageMatching("at byte \\d+: (a compact number .*|the end too early)");
  }

  @Test
  void plainValues() throws Exception {
    ScaleReader in = reader("0d00" + "ffffffffffffff7f" + "0100" + "08aabb" + "0c010001");
    assertThat(in.u16()).isEqualTo(13);
    assertThat(in.u64()).isEqualTo(Long.MAX_VALUE);
    assertThat(in.bool()).isTrue();
    assertThat(in.bool()).isFalse();
    assertThat(in.octetStrings(2, 1)).extracting(o -> o.hex()).containsExactly("aa", "bb");
    assertThat(in.bools(3)).containsExactly(true, false, true);
    in.end();
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> reader("ffffffffffffffff").u64()).hasMessageContaining("2^63");
    assertThatThrownBy(() -> reader("02").bool()).hasMessageContaining("neither 0 nor 1");
    assertThatThrownBy(() -> reader("0c0101").bools(9)).hasMessageContaining("beyond the end");
    assertThatThrownBy(() -> reader("0c010101").bools(2)).hasMessageContaining("at most 2");
    assertThatThrownBy(() -> reader("feffffff").compacts(Integer.MAX_VALUE))
        .hasMessageContaining("beyond the end");
    assertThatThrownBy(() -> reader("feffffff").octetStrings(Integer.MAX_VALUE, 32))
        .hasMessageContaining("beyond the end");
    assertThatThrownBy(() -> reader("00").end()).hasMessageContaining("1 bytes too many");
    assertThatThrownBy(() -> reader("00").u16()).hasMessageContaining("the end too early");
  }

  @Property
  void compactNumbersHaveOneForm(@ForAll @LongRange(min = 0) long value) throws Exception {
    ScaleReader in = new ScaleReader(FakeSubnet.compact(value));
    assertThat(in.compact()).isEqualTo(value);
    in.end();
  }

  @Property(tries = 20_000)
  void anyBytesAreTheOneFormOrRefused(@ForAll @Size(min = 1, max = 12) byte[] bytes) {
    ScaleReader in = new ScaleReader(bytes);
    try {
      long value = in.compact();
      byte[] read = Arrays.copyOf(bytes, bytes.length - in.left());
      assertThat(FakeSubnet.compact(value)).isEqualTo(read);
    } catch (MalformedBytesException e) {
      assertThat(e).hasMessageStartingWith("at byte ");
    }
  }

  @Property(tries = 5_000)
  void vectorsOfAnyBytesAreReadOrRefused(@ForAll @Size(max = 64) byte[] bytes) {
    try {
      List<Long> values = new ScaleReader(bytes).compacts(1 << 20);
      assertThat(values).hasSizeLessThanOrEqualTo(bytes.length);
      new ScaleReader(bytes).octetStrings(1 << 20, 32);
    } catch (MalformedBytesException e) {
      assertThat(e).hasMessageStartingWith("at byte ");
    }
  }

  private static ScaleReader reader(String hex) {
    return new ScaleReader(HexFormat.of().parseHex(hex));
  }
}
