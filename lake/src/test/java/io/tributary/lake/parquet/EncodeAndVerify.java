package io.tributary.lake.parquet;

import io.tributary.lake.proof.FileVerifier;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Path;

/** Run by {@link WithoutHadoopTest} in a class loader of its own. */
public final class EncodeAndVerify {

  private EncodeAndVerify() {}

  /** Encodes a file, verifies it, and answers the findings. */
  public static String run(Path folder) throws IOException {
    EncodedFile file =
        Encoding.encode(
            folder, EncoderOptions.DEFAULTS, SourceId.X, SampleRows.of(SourceId.X, 10_500, 1));
    return FileVerifier.verify(file.path()).findings().toString();
  }
}
