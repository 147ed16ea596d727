package io.tributary.lake.challenge;

import io.tributary.schemas.SourceId;
import java.util.function.Supplier;

/** What a hostile file is called, what its finding says, and how it is made of an honest one. */
record HostileFile(String name, String detail, Supplier<SignedFile> file) {

  static final SignedFile HONEST = SignedFile.honest(SourceId.X, 250, 1);

  static Forgery forge() {
    return Forgery.of(HONEST);
  }

  @Override
  public String toString() {
    return name;
  }
}
