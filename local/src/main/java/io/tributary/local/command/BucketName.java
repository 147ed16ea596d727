package io.tributary.local.command;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a bucket; other stores than AWS allow more signs than it does. */
final class BucketName implements ITypeConverter<String> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

  @Override
  public String convert(String text) {
    if (!isSyntax(text)) {
      throw new TypeConversionException("'" + text + "' is no name of a bucket");
    }
    return text;
  }

  /** Whether a bucket can have this name. */
  static boolean isSyntax(String text) {
    return NAME.matcher(text).matches();
  }
}
