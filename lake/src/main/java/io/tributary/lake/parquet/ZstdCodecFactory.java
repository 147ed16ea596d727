package io.tributary.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with zstd, without Hadoop's codecs. One compressor a file: its off-heap memory
 * is freed by {@link #release}, which the Parquet writer calls when it closes. Not thread-safe.
 */
public final class ZstdCodecFactory implements CompressionCodecFactory {

  private final int level;
  private PageCompressor compressor;

  /**
   * @param level of compression, as zstd has it
   */
  public ZstdCodecFactory(int level) {
    this.level = level;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException(
          "files of the lake are compressed with ZSTD, not " + codec);
    }
    if (compressor == null) {
      compressor = new PageCompressor(level);
    }
    return compressor;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("this factory only compresses");
  }

  @Override
  public void release() {
    if (compressor != null) {
      compressor.release();
      compressor = null;
    }
  }

  private static final class PageCompressor implements BytesInputCompressor {
    private final ZstdCompressCtx context;
    private final PageBuffer page = new PageBuffer();
    private byte[] compressed = new byte[0];

    PageCompressor(int level) {
      context = new ZstdCompressCtx().setLevel(level);
    }

    /** The result is valid until the next call: Parquet copies it at once. */
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      page.reset();
      bytes.writeAllTo(page);
      int bound = Math.toIntExact(Zstd.compressBound(page.size()));
      if (compressed.length < bound) {
        compressed = new byte[bound];
      }
      int size =
          context.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.size());
      return BytesInput.from(compressed, 0, size);
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
      context.close();
    }
  }

  /** Lets the bytes be read where they are. */
  private static final class PageBuffer extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }
}
