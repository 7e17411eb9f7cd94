package dev.postern.denylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {

  private static final byte[] KEY = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

  /**
   * As OpenSSL 3.0.19 has them: {@code printf '%s' abc | iconv -t UTF-16LE | openssl mac -macopt
   * hexkey:000102030405060708090a0b0c0d0e0f -macopt size:8 SIPHASH}.
   */
  @ParameterizedTest
  @CsvSource({
    "'',310e0edd47db6f72",
    "abc,541fd343608edf74",
    "abcd,7fd897a251922687",
    "abcdefghijklmnopqrstuv,0656bb93ffba7c79",
    "\u00e4\u00f6\u20ac,d1b7085730b9e0c7"
  })
  void isWhatOpenSslComputes(String text, String expected) {
    long hash = new SipHash(KEY).of(text);

    assertThat(HexFormat.of().toHexDigits(Long.reverseBytes(hash))).isEqualTo(expected);
  }
}
