package io.tributary.connectors.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.chain.ChainException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinalBlocksTest {

  private static FinalBlocks of(ScriptedNode... nodes) {
    return BeaconOptions.of(Arrays.stream(nodes).map(ScriptedNode::address).toList()).open();
  }

  private static List<Long> numbers(List<BeaconBlock> blocks) {
    return blocks.stream().map(BeaconBlock::number).toList();
  }

  @Test
  void blocksComeInOrderWithoutGapsAndOnlyFinalOnes() throws Exception {
    try (ScriptedNode node = new ScriptedNode(7)) {
      FinalBlocks blocks = of(node);
      assertThat(numbers(blocks.after(FinalBlocks.NONE, 32))).containsExactly(7L);
      assertThat(blocks.after(7, 32)).isEmpty();
      node.finalizeTo(12);
      assertThat(numbers(blocks.after(7, 3))).containsExactly(8L, 9L, 10L);
      List<BeaconBlock> rest = blocks.after(10, 3);
      assertThat(numbers(rest)).containsExactly(11L, 12L);
      assertThat(rest.get(0).hash().hex()).isEqualTo(ScriptedNode.hash(11));
      assertThat(rest.get(0).finalized()).isEqualTo(12);
    }
  }

  @Test
  void ofSeveralNodesTwoMustAgree() throws Exception {
    try (ScriptedNode one = new ScriptedNode(12);
        ScriptedNode other = new ScriptedNode(9);
        ScriptedNode behind = new ScriptedNode(3)) {
      FinalBlocks blocks = of(one, other, behind);
      // Final is what two of them call so.
      assertThat(numbers(blocks.after(6, 32))).containsExactly(7L, 8L, 9L);
      other.fork(8);
      assertThatThrownBy(() -> blocks.after(6, 32))
          .isInstanceOf(ChainException.class)
          .hasMessageEndingWith("do not have the same final block 8");
      other.down(true);
      assertThat(blocks.after(6, 32)).isEmpty();
      behind.finalizeTo(8);
      assertThat(numbers(blocks.after(6, 32))).containsExactly(7L, 8L);
      behind.down(true);
      assertThatThrownBy(() -> blocks.after(6, 32))
          .isInstanceOf(ChainException.class)
          .hasMessageEndingWith("alone answers, and two must agree");
    }
  }
}
