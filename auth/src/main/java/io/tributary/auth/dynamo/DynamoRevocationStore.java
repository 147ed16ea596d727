package io.tributary.auth.dynamo;

import static io.tributary.auth.dynamo.StateTable.PK;

import io.tributary.auth.RevocationStore;
import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Revocations in the table, those of a hotkey under one partition key, never changed. Read
 * consistently, and used for ten seconds. Thread-safe.
 *
 * <p>An item that does not verify, or is another hotkey's, makes every call for this hotkey fail
 * until it is gone: what it was meant to say cannot be told.
 */
public final class DynamoRevocationStore implements RevocationStore {

  /** How long an answer is used. */
  public static final Duration USED_FOR = Duration.ofSeconds(10);

  private static final String KIND = "REVOKED";
  private static final String SIGNED = "signed";
  private static final int MOST_CACHED = 4_096;

  private final StateTable table;
  private final InstantSource clock;
  private final Map<Hotkey, Answer> answers =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hotkey, Answer> eldest) {
          return size() > MOST_CACHED;
        }
      };

  /** What was read, by the signed bytes, so that nothing is verified twice. */
  private record Answer(Instant at, Map<SdkBytes, Revocation> verified) {
    List<Revocation> revocations() {
      return List.copyOf(verified.values());
    }
  }

  DynamoRevocationStore(StateTable table, InstantSource clock) {
    this.table = Objects.requireNonNull(table, "table");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public List<Revocation> of(Hotkey hotkey) throws IOException {
    Answer known = known(hotkey);
    Instant now = clock.instant();
    // An age below zero is that of an answer from before the clock was set back.
    if (known != null && Duration.between(known.at(), now).abs().compareTo(USED_FOR) < 0) {
      return known.revocations();
    }
    return read(hotkey, known, now).revocations();
  }

  @Override
  public void add(SignedRevocation signed, Revocation revocation) throws IOException {
    Hotkey hotkey = revocation.hotkey();
    Answer before = read(hotkey, known(hotkey), clock.instant());
    if (before.revocations().stream().anyMatch(earlier -> earlier.includes(revocation))) {
      return;
    }
    int kept = before.verified().size();
    if (!KnownRevocations.hasRoom(kept, revocation)) {
      throw new IOException("the hotkey has made " + kept + " revocations already");
    }
    put(signed, hotkey);
    read(hotkey, before, clock.instant());
  }

  private void put(SignedRevocation signed, Hotkey hotkey) throws IOException {
    Map<String, AttributeValue> item =
        StateTable.key(KIND, hotkey.address(), signed.body().sha256().hex());
    item.put(SIGNED, AttributeValue.fromB(SdkBytes.fromByteArray(signed.encode())));
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(item)
            .conditionExpression("attribute_not_exists(" + PK + ")")
            .build();
    try {
      table.client().putItem(put);
    } catch (ConditionalCheckFailedException e) {
      // The same statement is there already; reading it verifies it.
      return;
    } catch (SdkException e) {
      throw new IOException("the revocation could not be written", e);
    }
  }

  private Answer read(Hotkey hotkey, Answer known, Instant now) throws IOException {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .keyConditionExpression(PK + " = :pk")
            .expressionAttributeValues(
                Map.of(":pk", StateTable.text(KIND + "#" + hotkey.address())))
            .build();
    Map<SdkBytes, Revocation> verified = new HashMap<>();
    try {
      for (Map<String, AttributeValue> item : table.client().queryPaginator(query).items()) {
        AttributeValue signed = item.get(SIGNED);
        if (signed == null || signed.b() == null) {
          throw new IOException("an item among the revocations of " + hotkey + " is none");
        }
        Revocation before = known == null ? null : known.verified().get(signed.b());
        verified.put(signed.b(), before == null ? verify(signed.b(), hotkey) : before);
      }
    } catch (SdkException e) {
      throw new IOException("the revocations could not be read", e);
    }
    Answer answer = new Answer(now, Map.copyOf(verified));
    synchronized (answers) {
      answers.put(hotkey, answer);
    }
    return answer;
  }

  private Answer known(Hotkey hotkey) {
    synchronized (answers) {
      return answers.get(hotkey);
    }
  }

  private static Revocation verify(SdkBytes signed, Hotkey hotkey) throws IOException {
    try {
      Revocation revocation = SignedRevocation.decode(signed.asByteArray()).verify();
      if (revocation.hotkey().equals(hotkey)) {
        return revocation;
      }
      throw new IOException("an item among the revocations of " + hotkey + " is another hotkey's");
    } catch (MalformedBytesException e) {
      throw new IOException(
          "an item among the revocations of " + hotkey + " is none: " + e.getMessage(), e);
    } catch (InvalidSignatureException e) {
      throw new IOException(
          "an item among the revocations of " + hotkey + " was not signed by it", e);
    }
  }
}
