package dev.postern.protection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What counts as one address: an IPv4 address, or an IPv6 network of 64 bits, because one
 * subscriber owns all addresses in it. Stateless and thread-safe.
 */
final class AddressKey {

  /** Only what cannot be taken for a host name, so that nothing is looked up. */
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

  private AddressKey() {}

  static String of(String address) {
    String plain = address.replaceFirst("%.*", "");
    if (!IPV6.matcher(plain).matches()) {
      return plain;
    }
    try {
      return InetAddress.getByName(plain) instanceof Inet6Address v6
          ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), 8)) + "/64"
          : InetAddress.getByName(plain).getHostAddress();
    } catch (UnknownHostException e) {
      return plain;
    }
  }
}
