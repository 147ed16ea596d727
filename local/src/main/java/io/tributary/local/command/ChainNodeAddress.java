package io.tributary.local.command;

import io.tributary.hotkey.chain.ChainEndpoint;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a chain's node. */
final class ChainNodeAddress implements ITypeConverter<ChainEndpoint> {

  @Override
  public ChainEndpoint convert(String text) {
    try {
      return ChainEndpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
