package dev.postern.binding;

import dev.postern.config.InvalidValueException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One IP address, or all that have their first bits in common. Immutable and thread-safe.
 *
 * @param first any address of the range
 * @param bits how many bits count
 */
record AddressRange(InetAddress first, int bits) {

  /** Only what cannot be taken for a host name, so that nothing is looked up. */
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";

  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

  /** Of an address, or of an address, a slash and a number of bits; empty for anything else. */
  static Optional<AddressRange> read(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int all = address.get().getAddress().length * 8;
    String length = text.substring(slash + 1);
    if (slash >= 0 && !LENGTH.matcher(length).matches()) {
      return Optional.empty();
    }
    int bits = slash < 0 ? all : Integer.parseInt(length);
    return bits <= all ? Optional.of(new AddressRange(address.get(), bits)) : Optional.empty();
  }

  /** One or several, separated by commas or line ends. */
  static List<AddressRange> list(String text) throws InvalidValueException {
    List<AddressRange> ranges = new ArrayList<>();
    for (String part : text.split("[,\\r\\n]+", -1)) {
      ranges.add(
          read(part.strip())
              .orElseThrow(
                  () ->
                      new InvalidValueException(
                          part.strip(),
                          "is not an IP address",
                          "Write addresses or networks, such as 10.0.0.7 or 10.0.0.0/8")));
    }
    return ranges;
  }

  /** Some containers write IPv6 addresses as an address of HTTP does, in brackets. */
  boolean contains(String address) {
    String plain = address.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("%.*", "");
    return address(plain).filter(this::contains).isPresent();
  }

  private boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((mine[bit / 8] ^ other[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
