package io.tributary.hotkey.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.wire.MalformedBytesException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SubnetStakesTest {

  private final FakeSubnet subnet =
      new FakeSubnet(13)
          .with(key(1), false, 0, 0, 0)
          .with(key(2), true, 12_000_000_000_000L, 1_000_000_000_000L, 12_180_000_000_000L);

  @Test
  void theQuestionNamesSubnetAndColumns() {
    assertThat(HexFormat.of().formatHex(SubnetStakes.arguments(13)))
        .isEqualTo("0d00" + "14" + "0000" + "3400" + "4300" + "4400" + "4500");
  }

  @Test
  void theAnswerIsReadByUid() throws Exception {
    SubnetStakes stakes = SubnetStakes.parse(subnet.metagraph(), 13, 4096);
    assertThat(stakes.hotkeys()).extracting(k -> k.bytes()).containsExactly(key(1), key(2));
    assertThat(stakes.rao()).containsExactly(0L, 12_180_000_000_000L);
  }

  @Test
  void columnsThatTheChainAddsDoNotMatter() throws Exception {
    byte[] longer = Arrays.copyOf(subnet.metagraph(), subnet.metagraph().length + 5);
    assertThat(SubnetStakes.parse(longer, 13, 4096).rao()).hasSize(2);
  }

  @Test
  void anAnswerThatCannotBeIsRefused() {
    assertRefused(new byte[] {0}, "the chain knows no such subnet");
    assertRefused(new FakeSubnet(14).metagraph(), "stakes of another subnet");
    assertRefused(new FakeSubnet(13).with(key(1), true, 5, 5, 4).metagraph(), "cannot be");
    assertRefused(new FakeSubnet(13).with(key(1), true, 5, 5, 12).metagraph(), "cannot be");
    byte[] more = Arrays.copyOf(subnet.metagraph(), subnet.metagraph().length + 1);
    more[more.length - 1] = 1;
    assertRefused(more, "a column that was not asked for");
    assertThatThrownBy(() -> SubnetStakes.parse(subnet.metagraph(), 13, 1))
        .hasMessageContaining("at most 1 elements");
  }

  @Property(tries = 5_000)
  void mutatedAnswersAreReadOrRefused(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int n) {
    Random random = new Random(seed);
    byte[] bytes = subnet.metagraph();
    for (int i = 0; i < n; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    if (random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    try {
      SubnetStakes stakes = SubnetStakes.parse(bytes, 13, 4096);
      assertThat(stakes.rao()).hasSameSizeAs(stakes.hotkeys()).allMatch(rao -> rao >= 0);
    } catch (MalformedBytesException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void assertRefused(byte[] answer, String message) {
    assertThatThrownBy(() -> SubnetStakes.parse(answer, 13, 4096))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining(message);
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return key;
  }
}
