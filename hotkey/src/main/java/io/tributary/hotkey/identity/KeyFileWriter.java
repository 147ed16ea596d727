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

/** Writes sr25519 keys as btwallet does in unencrypted hotkey files. Thread-safe. */
public final class KeyFileWriter {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private KeyFileWriter() {}

  /**
   * Writes a new file that only its owner may read (mode 0600, where the file system has modes).
   *
   * @param miniSecret the seed of 32 bytes; the array stays the caller's, to be overwritten
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file: keys are never
   *     overwritten
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, byte[] miniSecret) throws IOException {
    byte[] content = MAPPER.writeValueAsBytes(content(miniSecret));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel channel = Files.newByteChannel(file, options, ownerOnly(file))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
    Arrays.fill(content, (byte) 0);
  }

  private static ObjectNode content(byte[] miniSecret) {
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(miniSecret);
    byte[] secretKey = key.toBytes();
    byte[] publicKey = key.publicKey();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("accountId", hex(publicKey));
    node.put("publicKey", hex(publicKey));
    node.put("privateKey", hex(secretKey));
    node.put("secretSeed", hex(miniSecret));
    node.put("ss58Address", Ss58.encode(publicKey).address());
    Arrays.fill(secretKey, (byte) 0);
    key.destroy();
    return node;
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
