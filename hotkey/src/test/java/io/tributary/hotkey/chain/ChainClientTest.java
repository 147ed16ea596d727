package io.tributary.hotkey.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainClientTest {

  private final FakeNode behind = new FakeNode();
  private final FakeNode ahead = new FakeNode();
  private final ChainClient chain =
      new ChainClient(
          List.of(behind.endpoint(), ahead.endpoint()),
          new RpcLimits(Duration.ofSeconds(20), 4096));

  @AfterEach
  void stop() {
    behind.close();
    ahead.close();
  }

  @Test
  void theHighestHeadCounts() throws Exception {
    behind.finalize(90, Map.of(), new byte[0]);
    ahead.finalize(100, Map.of(), new byte[0]);
    assertThat(chain.finalizedHead().number()).isEqualTo(100);
    assertThat(chain.heads()).extracting(one -> one.head().number()).containsExactly(100L, 90L);
    assertThat(chain.blockHash(100)).map(BlockHash::hex).contains(FakeNode.hashOf(100));
    assertThat(chain.blockHash(500)).isEmpty();
  }

  @Test
  void whoDoesNotAnswerIsPassedOver() throws Exception {
    behind.status(503);
    ahead.finalize(100, Map.of(), new byte[0]);
    assertThat(chain.finalizedHead().number()).isEqualTo(100);
    assertThat(chain.blockHash(100)).isPresent();
    assertThatThrownBy(() -> chain.blockHash(500)).hasMessageContaining("answered HTTP 503");
  }

  @Test
  void ifNobodyAnswersEveryTroubleIsSaid() {
    behind.status(503);
    ahead.answer(request -> FakeNode.refusal(request, "busy"));
    assertThatThrownBy(chain::finalizedHead)
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("answered HTTP 503; http://")
        .hasMessageContaining("refused: busy");
    assertThatThrownBy(() -> new ChainClient(List.of(), RpcLimits.DEFAULT))
        .hasMessage("a chain needs at least one endpoint");
  }
}
