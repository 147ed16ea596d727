package io.tributary.jobs.ingest;

import com.github.luben.zstd.Zstd;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.schemas.avro.BatchBody;
import io.tributary.schemas.avro.SignedBatch;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Batches that no writer of ours makes. */
final class HostileBatch {

  private HostileBatch() {}

  /** Well signed, but claiming other counts than it holds. */
  static byte[] signed(LocalSigner signer, int records, int uncompressedBytes, byte[] unpacked) {
    BatchBody body =
        body(signer.hotkey().address(), records, uncompressedBytes, Zstd.compress(unpacked));
    byte[] bytes = AvroBytes.encode(body);
    return message(bytes, signer.sign(SigningDomain.BATCH, bytes));
  }

  /** Not signed, in the name of any text. */
  static byte[] ofHotkey(String hotkey) {
    return message(AvroBytes.encode(body(hotkey, 1, 1, new byte[1])), new byte[64]);
  }

  private static BatchBody body(String hotkey, int records, int bytes, byte[] compressed) {
    return new BatchBody(
        1,
        Miners.NETUID,
        Miners.AUDIENCE,
        hotkey,
        null,
        null,
        ByteBuffer.wrap(new byte[16]),
        1L,
        Miners.NOW.toEpochMilli(),
        "zstd",
        records,
        bytes,
        ByteBuffer.wrap(compressed));
  }

  private static byte[] message(byte[] body, byte[] signature) {
    return AvroBytes.encode(new SignedBatch(ByteBuffer.wrap(body), ByteBuffer.wrap(signature)));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
