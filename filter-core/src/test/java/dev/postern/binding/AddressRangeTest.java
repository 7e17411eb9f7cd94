package dev.postern.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose header is read (MT-2). */
final class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, 10.0.0.7, true",
    "10.0.0.7, 10.0.0.8, false",
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.128/25, 10.0.0.127, false",
    "10.0.0.128/25, 10.0.0.129, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "::1, 0:0:0:0:0:0:0:1%lo, true",
    "::1, [0:0:0:0:0:0:0:1], true",
    "::1, [0:0:0:0:0:0:0:1%lo], true",
    "::1, [0:0:0:0:0:0:0:2], false",
    "2001:db8::/32, 2001:db8:7::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "10.0.0.7, ::ffff:10.0.0.7, true",
    "10.0.0.7, proxy.example, false",
    "10.0.0.7, '', false"
  })
  void anAddressIsInTheRangeOrNot(String range, String address, boolean isIn) {
    assertThat(AddressRange.read(range).orElseThrow().contains(address)).isEqualTo(isIn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.example",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/x",
        "10.0.0.0/-1",
        "::1/129",
        ":::",
        "/8",
        "10.0.0.0/8/8"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThat(AddressRange.read(text)).isEmpty();
  }
}
