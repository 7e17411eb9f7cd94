package dev.postern.labels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  private static final int LENGTH = 1000;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-499, 0, 499",
    "bytes=500-, 500, 999",
    "bytes=999-, 999, 999",
    "bytes=900-999999999, 900, 999",
    "bytes=-1, 999, 999",
    "bytes=-5000, 0, 999"
  })
  void aPartIsWhatTheFileHasOfIt(String header, int first, int last) {
    assertThat(ByteRange.of(header, LENGTH)).isEqualTo(new ByteRange.Part(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=99999-", "bytes=1000-2000", "bytes=-0"})
  void bytesThatTheFileDoesNotHaveCannotBeSent(String header) {
    assertThat(ByteRange.of(header, LENGTH)).isEqualTo(new ByteRange.Unsatisfiable());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "lines=0-1", "bytes=0-x"})
  void whatIsNotUnderstoodIsPassedOver(String header) {
    assertThat(ByteRange.of(header, LENGTH)).isEqualTo(new ByteRange.Whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=9999999999-", "bytes=0-99999999999999999999"})
  void numbersBeyondAllFilesDoNoHarm(String header) {
    assertThat(ByteRange.of(header, LENGTH)).isEqualTo(new ByteRange.Whole());
  }
}
