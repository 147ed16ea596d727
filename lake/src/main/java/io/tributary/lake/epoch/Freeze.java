package io.tributary.lake.epoch;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.lake.commitment.Commitments;
import io.tributary.schemas.Hotkey;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a validator states about a miner's frozen set, published before the block exists that seeds
 * the draw, with the public records that it follows from. Its canonical bytes are the Avro binary
 * of {@code FreezeBody}. Immutable.
 *
 * @param audience name of the deployment
 * @param netuid the subnet
 * @param schedule which blocks freeze and seed
 * @param epoch which epoch
 * @param freezeBlockHash hash of the epoch's freeze block
 * @param hotkey the miner
 * @param files how many files are in the set
 * @param leaves leaves of their data regions
 * @param rows their rows
 * @param sizeBytes their bytes
 * @param merkleRoot root over their entries
 * @param revocations how many of the miner's revocations were known
 * @param revocationsDigest digest of their list
 * @param carriedOver how many files of the set come undecided from earlier epochs
 * @param carriedOverDigest digest of their list
 * @param validator who states it
 * @param basis from which records the set can be put together again; under the signature, but not
 *     under the frozen digest. Freezes of version 1 have none
 */
public record Freeze(
    String audience,
    int netuid,
    EpochSchedule schedule,
    long epoch,
    BlockHash freezeBlockHash,
    Hotkey hotkey,
    long files,
    long leaves,
    long rows,
    long sizeBytes,
    Octets merkleRoot,
    long revocations,
    Octets revocationsDigest,
    long carriedOver,
    Octets carriedOverDigest,
    Hotkey validator,
    Optional<FreezeBasis> basis) {

  /** The newest version of the canonical bytes. */
  public static final int VERSION = 2;

  /** Canonical bytes are never longer, so that a message fits the default limit of brokers. */
  public static final int MOST_BYTES = 512 + FreezeBasis.MOST_BYTES;

  private static final int WITHOUT_BASIS = 1;

  private static final byte[] TAG = Fields.ascii("tributary/frozen/1");
  private static final Pattern AUDIENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int MOST_AUDIENCE_BYTES = 64;
  private static final int ADDRESS_BYTES = 48;

  /**
   * @throws IllegalArgumentException if a field is out of bounds; the message names it
   */
  public Freeze {
    require(AUDIENCE.matcher(audience).matches(), "audience", audience);
    require(netuid >= 0 && netuid <= 0xFFFF, "netuid", netuid);
    require(schedule.freezeBlock(epoch) >= 0, "epoch", epoch);
    Objects.requireNonNull(freezeBlockHash, "freezeBlockHash");
    Objects.requireNonNull(hotkey, "hotkey");
    Objects.requireNonNull(validator, "validator");
    require(files >= 0 && files <= FrozenSet.MOST_FILES, "files", files);
    require(leaves >= files, "leaves", leaves);
    require(rows >= files, "rows", rows);
    require(sizeBytes >= files, "sizeBytes", sizeBytes);
    require(revocations >= 0, "revocations", revocations);
    require(carriedOver >= 0 && carriedOver <= files, "carriedOver", carriedOver);
    requireDigest(merkleRoot, "merkleRoot");
    requireDigest(revocationsDigest, "revocationsDigest");
    requireDigest(carriedOverDigest, "carriedOverDigest");
    basis.ifPresent(
        known -> {
          long others = files - known.versions().size();
          require(known.unstated() <= others, "unstated", known.unstated());
          require(
              known.versions().stream().allMatch(one -> one.key().hotkey().equals(hotkey)),
              "versions",
              "another miner's");
        });
  }

  /** Where and when a set is frozen, and by whom: what the freezes of an epoch have in common. */
  public record Occasion(
      String audience,
      int netuid,
      EpochSchedule schedule,
      long epoch,
      BlockHash freezeBlockHash,
      Hotkey validator) {}

  /**
   * The statement about a set.
   *
   * @param revocations the miner's, that the topic held at the freeze
   * @param carriedOver what earlier epochs left undecided; what is not in the set any more is left
   *     out
   */
  public static Freeze of(
      Occasion occasion, FrozenSet set, RevocationList revocations, CarriedOver carriedOver) {
    CarriedOver still = carriedOver.in(set);
    return new Freeze(
        occasion.audience(),
        occasion.netuid(),
        occasion.schedule(),
        occasion.epoch(),
        occasion.freezeBlockHash(),
        set.hotkey(),
        set.size(),
        set.leaves(),
        set.rows(),
        set.sizeBytes(),
        set.merkleRoot(),
        revocations.size(),
        revocations.digest(),
        still.files().size(),
        still.digest(),
        occasion.validator(),
        Optional.empty());
  }

  /** The same with the records that its set follows from. */
  public Freeze with(FreezeBasis records) {
    return new Freeze(
        audience,
        netuid,
        schedule,
        epoch,
        freezeBlockHash,
        hotkey,
        files,
        leaves,
        rows,
        sizeBytes,
        merkleRoot,
        revocations,
        revocationsDigest,
        carriedOver,
        carriedOverDigest,
        validator,
        Optional.of(records));
  }

  /**
   * The frozen digest, which the seed covers: SHA-256 over tag, root, revocations and files carried
   * over, with their numbers. The validator is not in it, so that all validators who froze the same
   * draw the same.
   */
  public Octets frozenDigest() {
    MessageDigest sha = Commitments.sha256();
    sha.update(TAG);
    sha.update(Fields.eightBytes(files));
    sha.update(merkleRoot.bytes());
    sha.update(Fields.eightBytes(revocations));
    sha.update(revocationsDigest.bytes());
    sha.update(Fields.eightBytes(carriedOver));
    return Octets.of(sha.digest(carriedOverDigest.bytes()));
  }

  /** The canonical bytes. What version 1 could say is said in it, as it was before. */
  public byte[] encode() {
    WireWriter writer = new WireWriter();
    writer
        .number(basis.isPresent() ? VERSION : WITHOUT_BASIS)
        .text(audience)
        .number(netuid)
        .number(schedule.epochBlocks())
        .number(schedule.delayBlocks())
        .number(epoch)
        .bytes(bytesOf(freezeBlockHash))
        .text(hotkey.address())
        .number(files)
        .number(leaves)
        .number(rows)
        .number(sizeBytes)
        .bytes(merkleRoot)
        .number(revocations)
        .bytes(revocationsDigest)
        .number(carriedOver)
        .bytes(carriedOverDigest)
        .text(validator.address());
    basis.ifPresent(known -> known.writeTo(writer));
    return writer.toBytes();
  }

  /**
   * Reads canonical bytes, strictly. Says nothing of a signature.
   *
   * @throws MalformedBytesException if they are not exactly one freeze of a version that is known
   */
  public static Freeze decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    int version = reader.integer();
    if (version < WITHOUT_BASIS || version > VERSION) {
      throw new MalformedBytesException("a freeze of version " + version + ", not 1 to " + VERSION);
    }
    try {
      Freeze stated = read(reader);
      Freeze freeze =
          version == WITHOUT_BASIS
              ? stated
              : stated.with(FreezeBasis.readFrom(reader, stated.hotkey()));
      reader.end();
      return freeze;
    } catch (IllegalArgumentException e) {
      throw Fields.malformed(e);
    }
  }

  private static Freeze read(WireReader reader) throws MalformedBytesException {
    return new Freeze(
        reader.text(MOST_AUDIENCE_BYTES),
        reader.integer(),
        new EpochSchedule(reader.number(), reader.number()),
        reader.number(),
        new BlockHash("0x" + reader.octets(Commitments.DIGEST_BYTES).hex()),
        new Hotkey(reader.text(ADDRESS_BYTES)),
        reader.number(),
        reader.number(),
        reader.number(),
        reader.number(),
        reader.octets(Commitments.DIGEST_BYTES),
        reader.number(),
        reader.octets(Commitments.DIGEST_BYTES),
        reader.number(),
        reader.octets(Commitments.DIGEST_BYTES),
        new Hotkey(reader.text(ADDRESS_BYTES)),
        Optional.empty());
  }

  /** The 32 bytes of a block's hash. */
  public static Octets bytesOf(BlockHash hash) {
    return Octets.ofHex(hash.hex().substring(2));
  }

  private static void requireDigest(Octets value, String name) {
    require(value.size() == Commitments.DIGEST_BYTES, name, value.size() + " bytes");
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("freeze field " + name + " cannot be: " + value);
    }
  }
}
