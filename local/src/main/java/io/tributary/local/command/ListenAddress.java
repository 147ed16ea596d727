package io.tributary.local.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code HOST:PORT}, with IPv6 addresses in brackets. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {

  private static final int LARGEST_PORT = 65_535;

  @Override
  public InetSocketAddress convert(String value) {
    int colon = value.lastIndexOf(':');
    if (colon < 1) {
      throw new TypeConversionException("'" + value + "' is not HOST:PORT");
    }
    try {
      int port = Integer.parseInt(value.substring(colon + 1));
      if (port < 0 || port > LARGEST_PORT) {
        throw new TypeConversionException("no port is " + port + ": they are 0 to 65535");
      }
      return new InetSocketAddress(InetAddress.getByName(value.substring(0, colon)), port);
    } catch (NumberFormatException | UnknownHostException e) {
      throw new TypeConversionException("'" + value + "' is not HOST:PORT of a known host");
    }
  }
}
