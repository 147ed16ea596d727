package io.tributary.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.StrictJson;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.Set;

/**
 * A request of version 1, the form of the prototype's Python clients, as claimed: nothing of it is
 * verified. Its grammar is so strict that its joined text is unambiguous.
 */
public sealed interface V1Request {

  /** Times are Unix seconds up to the year 9999. */
  long LATEST_SECOND = 253_402_300_799L;

  /** Who asks, and whose key must have signed. */
  Hotkey signer();

  /** When it was issued, in whole seconds. */
  Instant issuedAt();

  /** Refused from here on, in whole seconds. */
  Instant expiry();

  /** 64 bytes. */
  Octets signature();

  /** The text that is signed. */
  String signedText();

  /** Write one file, whose SHA-256 the client states in hex. */
  record Upload(
      InboxPath path,
      String claimedPath,
      String fileHash,
      Instant issuedAt,
      Instant expiry,
      Octets signature)
      implements V1Request {
    @Override
    public Hotkey signer() {
      return path.hotkey();
    }

    @Override
    public String signedText() {
      return String.join(
          ":",
          path.hotkey().address(),
          claimedPath,
          fileHash,
          Long.toString(issuedAt.getEpochSecond()),
          Long.toString(expiry.getEpochSecond()));
    }

    @Override
    public String toString() {
      return "V1Request.Upload[" + path.key() + "]";
    }
  }

  /** Read a miner's files. */
  record Read(Hotkey validator, Hotkey miner, Instant issuedAt, Instant expiry, Octets signature)
      implements V1Request {
    @Override
    public Hotkey signer() {
      return validator;
    }

    @Override
    public String signedText() {
      return String.join(
          ":",
          "read",
          validator.address(),
          miner.address(),
          Long.toString(issuedAt.getEpochSecond()),
          Long.toString(expiry.getEpochSecond()));
    }

    @Override
    public String toString() {
      return "V1Request.Read[" + validator + " reads " + miner + "]";
    }
  }

  /**
   * Reads the JSON of an upload ({@code POST /auth}), strictly.
   *
   * @throws AccessException if it is not exactly that
   */
  static Upload parseUpload(byte[] utf8) throws AccessException {
    Set<String> fields =
        Set.of("hotkey", "timestamp", "expiry", "file_hash", "signature", "s3_path", "action");
    try {
      ObjectNode json = StrictJson.object(utf8, fields);
      if (json.has("action")) {
        throw new AccessException(AccessReason.UNKNOWN_ACTION, "an upload has no action");
      }
      String claimed = StrictJson.text(json, "s3_path");
      InboxPath path = InboxPath.fromClaim(claimed);
      if (!path.hotkey().equals(address(json, "hotkey"))) {
        throw new AccessException(
            AccessReason.PATH_FOREIGN, "s3_path lies under another hotkey than hotkey");
      }
      return new Upload(
          path,
          claimed,
          StrictJson.hex(json, "file_hash", 32).hex(),
          second(json, "timestamp"),
          second(json, "expiry"),
          StrictJson.hex(json, "signature", 64));
    } catch (MalformedBytesException e) {
      throw new AccessException(AccessReason.MALFORMED, e.getMessage(), e);
    }
  }

  /**
   * Reads the JSON of a read ({@code POST /auth-read}), strictly.
   *
   * @throws AccessException if it is not exactly that
   */
  static Read parseRead(byte[] utf8) throws AccessException {
    Set<String> fields =
        Set.of("action", "validator_hotkey", "miner_hotkey", "timestamp", "expiry", "signature");
    try {
      ObjectNode json = StrictJson.object(utf8, fields);
      if (!StrictJson.text(json, "action").equals("read")) {
        throw new AccessException(AccessReason.UNKNOWN_ACTION, "action must be read");
      }
      return new Read(
          address(json, "validator_hotkey"),
          address(json, "miner_hotkey"),
          second(json, "timestamp"),
          second(json, "expiry"),
          StrictJson.hex(json, "signature", 64));
    } catch (MalformedBytesException e) {
      throw new AccessException(AccessReason.MALFORMED, e.getMessage(), e);
    }
  }

  private static Hotkey address(ObjectNode json, String name)
      throws AccessException, MalformedBytesException {
    try {
      return Ss58.parse(StrictJson.text(json, name));
    } catch (InvalidAddressException e) {
      throw new AccessException(AccessReason.ADDRESS_INVALID, name + ": " + e.getMessage(), e);
    }
  }

  private static Instant second(ObjectNode json, String name) throws MalformedBytesException {
    long second = StrictJson.number(json, name);
    if (second < 0 || second > LATEST_SECOND) {
      throw new MalformedBytesException(name + " must be Unix seconds");
    }
    return Instant.ofEpochSecond(second);
  }
}
