package io.tributary.local.janitor;

import java.io.IOException;
import java.util.List;

/** Where unfinished uploads lie. */
public interface UploadStore extends AutoCloseable {

  /** All unfinished uploads of the lake, whoever began them. */
  List<OpenUpload> openUploads() throws IOException;

  /** Gives an upload up and frees its bytes; one that is not there any more counts as given up. */
  void abort(OpenUpload upload) throws IOException;

  @Override
  void close();
}
