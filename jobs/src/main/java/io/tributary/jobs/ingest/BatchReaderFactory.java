package io.tributary.jobs.ingest;

import io.tributary.hotkey.batch.BatchReader;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import java.io.IOException;
import java.io.Serializable;

/** Makes a batch reader, with its registry of hotkeys, on the machine where it is used. */
@FunctionalInterface
public interface BatchReaderFactory extends Serializable {

  BatchReader open() throws IOException, RegistryUnavailableException;
}
