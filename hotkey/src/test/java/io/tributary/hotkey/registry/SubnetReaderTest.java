package io.tributary.hotkey.registry;

import static io.tributary.hotkey.registry.ChainHotkeyRegistryTest.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainException;
import io.tributary.hotkey.chain.FakeNode;
import io.tributary.hotkey.chain.FakeSubnet;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.identity.Ss58;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubnetReaderTest {

  private static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BLOCK_TIME =
      "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";
  private static final String MODULE = "0x658faa385070e074c85bf6b568cf0555";
  private static final String COUNT = MODULE + "a1048e9d244171852dfe8db314dc68ca0d00";
  private static final String PERMITS = MODULE + "56af5b07ace59da2c9d7f0d48bc931430d00";

  private final FakeNode node = new FakeNode();
  private final ChainClient chain =
      new ChainClient(
          List.of(node.endpoint()), RpcLimits.DEFAULT.withTimeout(Duration.ofSeconds(20)));
  private final FakeSubnet subnet =
      new FakeSubnet(13)
          .with(key(1), false, 0, 0, 0)
          .with(key(2), true, 1_500_000_000L, 0, 1_500_000_000L);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aFullSubnetIsRead() throws Exception {
    FakeSubnet full = new FakeSubnet(13);
    for (int uid = 0; uid < 300; uid++) {
      byte[] key = key(uid);
      key[0] = (byte) (uid >> 8);
      full.with(key, uid % 3 == 0, uid * 1_000_000_000L, 0, uid * 1_000_000_000L);
    }
    node.finalize(100, full, TIME.toEpochMilli());
    SubnetSnapshot snapshot = read();
    assertThat(snapshot.blockTime()).contains(TIME);
    assertThat(snapshot.head().number()).isEqualTo(100);
    assertThat(snapshot.registrations()).hasSize(300);
    byte[] last = key(299);
    last[0] = 1;
    assertThat(snapshot.registrations().get(Ss58.encode(last)))
        .isEqualTo(new Registration(299, false, 299));
  }

  @Test
  void anEmptySubnetHasNobody() throws Exception {
    Map<String, String> state = new FakeSubnet(13).state(TIME.toEpochMilli());
    state.remove(PERMITS);
    node.finalize(100, state, new FakeSubnet(13).metagraph());
    assertThat(read().registrations()).isEmpty();
  }

  @Test
  void whatHasNotItsFormIsRefusedWhole() {
    assertRefused(BLOCK_TIME, "0x00", "the end too early");
    assertRefused(COUNT, null, "no subnet of this number");
    assertRefused(COUNT, "0x020000", "1 bytes too many");
    assertRefused(COUNT, "0x0100", "2 permits for 1 uids");
    assertRefused(COUNT, "0xffff", "65535 uids, more than 4096");
    assertRefused(PERMITS, "0x080102", "neither 0 nor 1");
    assertRefused(subnet.keyAt(1), hex(new byte[31]), "the end too early");
    assertRefused(subnet.keyAt(1), hex(new byte[33]), "1 bytes too many");
    assertRefused(subnet.uidOf(key(2)), "0x01", "the end too early");
  }

  @Test
  void whatContradictsItselfRegistersNobodyThere() throws Exception {
    assertOnlyTheFirst(subnet.keyAt(1), null);
    assertOnlyTheFirst(subnet.keyAt(1), hex(key(1)));
    assertOnlyTheFirst(subnet.keyAt(1), hex(key(9)));
    assertOnlyTheFirst(subnet.uidOf(key(2)), "0x0000");
    assertOnlyTheFirst(subnet.uidOf(key(2)), null);
    Map<String, String> state = subnet.state(TIME.toEpochMilli());
    state.remove(subnet.keyAt(0));
    state.remove(subnet.keyAt(1));
    node.finalize(100, state, subnet.metagraph());
    assertThatThrownBy(this::read)
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("no key at any of its uids");
  }

  @Test
  void whatIsMissingGivesNothing() throws Exception {
    Map<String, String> state = subnet.state(TIME.toEpochMilli());
    state.remove(PERMITS);
    state.remove(BLOCK_TIME);
    node.finalize(100, state, subnet.metagraph());
    assertThat(read().blockTime()).isEmpty();
    assertThat(read().registrations().values())
        .hasSize(2)
        .noneMatch(Registration::validatorPermit);
    state.put(PERMITS, "0x0401");
    node.finalize(101, state, subnet.metagraph());
    assertThat(read().registrations().get(Ss58.encode(key(1)))).matches(r -> r.validatorPermit());
    assertThat(read().registrations().get(Ss58.encode(key(2)))).matches(r -> !r.validatorPermit());
  }

  @Test
  void aNodeThatTakesOneKeyAtATimeIsAskedSo() throws Exception {
    node.finalize(100, subnet, TIME.toEpochMilli());
    node.answer(
        request ->
            request.path("method").asText().equals("state_queryStorageAt")
                ? FakeNode.refusal(request, "Method not found")
                : node.usual(request));
    assertThat(read().registrations()).hasSize(2);
    assertThat(read().registrations().get(Ss58.encode(key(2))))
        .isEqualTo(new Registration(1, true, 1.5));
  }

  private void assertOnlyTheFirst(String key, String value) throws Exception {
    Map<String, String> state = subnet.state(TIME.toEpochMilli());
    if (value == null) {
      state.remove(key);
    } else {
      state.put(key, value);
    }
    node.finalize(100, state, subnet.metagraph());
    assertThat(read().registrations()).containsOnlyKeys(Ss58.encode(key(1)));
  }

  @Test
  void withoutStakesNobodyHasEnough() throws Exception {
    node.finalize(100, subnet, TIME.toEpochMilli());
    node.answer(
        request ->
            request.path("method").asText().equals("state_call")
                ? FakeNode.refusal(request, "not found")
                : node.usual(request));
    assertStakesUnknown();

    node.answer(null);
    FakeSubnet other = new FakeSubnet(13).with(key(8), false, 0, 0, 0).with(key(9), true, 9, 0, 9);
    node.finalize(100, subnet.state(TIME.toEpochMilli()), other.metagraph());
    assertStakesUnknown();
    node.finalize(100, subnet.state(TIME.toEpochMilli()), new byte[] {1, 2, 3});
    assertStakesUnknown();
  }

  @Test
  void anyStateIsReadOrRefused() {
    Random random = new Random(13);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      Map<String, String> state = subnet.state(TIME.toEpochMilli());
      List<String> keys = new ArrayList<>(state.keySet());
      Collections.sort(keys);
      String key = keys.get(random.nextInt(keys.size()));
      byte[] value = HexFormat.of().parseHex(state.get(key).substring(2));
      value[random.nextInt(value.length)] = (byte) random.nextInt();
      state.put(key, hex(value));
      node.finalize(100, state, subnet.metagraph());
      try {
        assertThat(read().registrations()).hasSizeBetween(1, 2);
      } catch (ChainException e) {
        refused++;
        assertThat(e).hasMessageContaining("at block #100 0x").hasMessageContaining("subnet 13: ");
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  private void assertStakesUnknown() throws ChainException {
    Map<?, Registration> registrations = read().registrations();
    assertThat(registrations.values())
        .hasSize(2)
        .noneMatch(Registration::isStakeKnown)
        .noneMatch(registration -> registration.stake() >= 0);
    assertThat(registrations.get(Ss58.encode(key(2)))).matches(Registration::validatorPermit);
  }

  private void assertRefused(String key, String value, String message) {
    Map<String, String> state = subnet.state(TIME.toEpochMilli());
    if (value == null) {
      state.remove(key);
    } else {
      state.put(key, value);
    }
    node.finalize(100, state, subnet.metagraph());
    assertThatThrownBy(this::read)
        .isInstanceOf(ChainException.class)
        .hasMessageContaining(" at block #100 0x")
        .hasMessageContaining(", subnet 13: ")
        .hasMessageContaining(message);
  }

  private SubnetSnapshot read() throws ChainException {
    ChainClient.NodeHead head = chain.heads().get(0);
    return new SubnetReader(13).read(head.node(), head.head());
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
