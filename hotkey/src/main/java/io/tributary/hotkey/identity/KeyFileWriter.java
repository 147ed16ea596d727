package io.tributary.hotkey.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * Writes keys as btwallet does in unencrypted hotkey files, which only their owner may read (mode
 * 0600, where the file system has modes). Keys are never overwritten. Thread-safe.
 */
public final class KeyFileWriter {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private KeyFileWriter() {}

  /**
   * Writes a new file of an sr25519 key by its seed.
   *
   * @param miniSecret the seed of 32 bytes; the array stays the caller's, to be overwritten
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, byte[] miniSecret) throws IOException {
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(miniSecret);
    ObjectNode content = content(key).put("secretSeed", hex(miniSecret));
    key.destroy();
    write(file, content);
  }

  /**
   * Writes a new file of an sr25519 key that no seed is known of, such as one behind a soft
   * junction.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Sr25519SecretKey key) throws IOException {
    write(file, content(key));
  }

  /**
   * Writes a new file of an ed25519 key.
   *
   * @param seed 32 bytes; the array stays the caller's, to be overwritten
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   * @throws IOException if it cannot be written
   */
  public static void writeEd25519(Path file, byte[] seed) throws IOException {
    write(
        file,
        publicFields(Ed25519Keys.publicKey(seed))
            .put("privateKey", hex(seed))
            .put("secretSeed", hex(seed))
            .put("cryptoType", KeyType.ED25519.cryptoType()));
  }

  private static void write(Path file, ObjectNode fields) throws IOException {
    byte[] content = MAPPER.writeValueAsBytes(fields);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel channel = Files.newByteChannel(file, options, ownerOnly(file))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static ObjectNode content(Sr25519SecretKey key) {
    byte[] secretKey = key.toBytes();
    ObjectNode node = publicFields(key.publicKey()).put("privateKey", hex(secretKey));
    Arrays.fill(secretKey, (byte) 0);
    return node;
  }

  private static ObjectNode publicFields(byte[] publicKey) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("accountId", hex(publicKey))
        .put("publicKey", hex(publicKey))
        .put("ss58Address", Ss58.encode(publicKey).address());
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
