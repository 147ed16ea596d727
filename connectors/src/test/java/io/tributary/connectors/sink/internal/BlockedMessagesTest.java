package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedMessagesTest {

  private static final String HOTKEY = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

  @Test
  void bytesOfVersionOneNeverChange() {
    BufferKey buffer = new BufferKey(SourceId.X, new Hotkey(HOTKEY), 1023);
    assertThat(buffer.name()).asString().isEqualTo(HOTKEY + "/2/1023");
    assertThat(BufferKey.ofName(buffer.name())).contains(buffer);
    assertThat(BlockedMessages.value(new BlockedBuffer(1_700_000_000_123L, 1L << 40)))
        .asString()
        .isEqualTo(
            "{\"version\":1,\"since\":\"2023-11-14T22:13:20.123Z\","
                + "\"waitingBytes\":1099511627776}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/2/0",
        HOTKEY,
        HOTKEY + "/2",
        HOTKEY + "/3/0",
        HOTKEY + "/2/-1",
        HOTKEY + "/2/10000",
        HOTKEY + "/2/0/",
        "x" + HOTKEY + "/2/0",
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKut0Y/2/0"
      })
  void aKeyThatNamesNoBufferIsNone(String key) {
    assertThat(BufferKey.ofName(key.getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(BufferKey.ofName(null)).isEmpty();
    assertThat(BufferKey.ofName(new byte[1 << 20])).isEmpty();
  }
}
