package io.tributary.local.command;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a region: what a host's name and a signature can hold. */
final class RegionName implements ITypeConverter<String> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");

  @Override
  public String convert(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is no region, such as us-east-1");
    }
    return text;
  }
}
