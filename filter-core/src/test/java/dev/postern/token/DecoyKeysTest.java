package dev.postern.token;

import static dev.postern.token.TokenFixture.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is looked at where a client is unknown costs what it costs where one is known. */
class DecoyKeysTest {

  private static final DecoyKeys DECOYS = new DecoyKeys(RANDOM);

  @ParameterizedTest
  @CsvSource({
    "RS256, 256, 2048",
    "PS256, 256, 2048",
    "RS256, 384, 3072",
    "PS256, 512, 4096",
    "RS256, 7, 2048"
  })
  void aSignatureOfRsaIsLookedAtWithAModulusOfItsLength(
      JwsAlgorithm algorithm, int length, int bits) {
    RingKey decoy = DECOYS.of(algorithm, length);

    assertThat(decoy.algorithm()).isEqualTo(algorithm);
    assertThat(((RSAPublicKey) decoy.verifying()).getModulus().bitLength()).isEqualTo(bits);
  }

  @Test
  void othersAreLookedAtOnTheirCurve() {
    assertThat(DECOYS.of(JwsAlgorithm.ES256, 64).verifying()).isInstanceOf(ECPublicKey.class);
    assertThat(DECOYS.of(JwsAlgorithm.EDDSA, 64).verifying()).isInstanceOf(EdECPublicKey.class);
  }
}
