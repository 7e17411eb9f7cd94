package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The bytes of shared keys: {@code version | master key id (4) | nonce (12) | AES-256-GCM}. The
 * seal binds the whole list, times included, to the app and the algorithm, so that who can write to
 * the store can neither read a key nor slip one in, date it otherwise or bring it to another app.
 * Thread-safe; shows nothing of its secrets.
 */
final class SharedKeyForm {

  private static final byte VERSION = 1;
  private static final int ID_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TEXT_AT = 1 + ID_BYTES + NONCE_BYTES;
  private static final int TAG_BITS = 128;

  private final List<AppSecret> masters;
  private final String app;
  private final JwsAlgorithm algorithm;
  private final SecureRandom random;

  /**
   * Of one app and algorithm.
   *
   * @param masters the first seals, all open
   */
  SharedKeyForm(List<byte[]> masters, String app, JwsAlgorithm algorithm, SecureRandom random) {
    this.masters = masters.stream().map(AppSecret::new).toList();
    this.app = app;
    this.algorithm = algorithm;
    this.random = random;
  }

  SharedKey newKey(Instant signsFrom) {
    return SharedKey.generate(algorithm, signsFrom, random);
  }

  byte[] seal(List<SharedKey> keys) {
    String json = Json.write(Map.of("keys", keys.stream().map(SharedKey::jwk).toList()));
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    AppSecret master = masters.get(0);
    byte[] head = ByteBuffer.allocate(1 + ID_BYTES).put(VERSION).put(idOf(master)).array();
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, master, head, nonce).doFinal(json.getBytes(UTF_8));
      return ByteBuffer.allocate(TEXT_AT + text.length).put(head).put(nonce).put(text).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM.", e);
    }
  }

  /** Empty for whatever these masters did not seal for this app and algorithm. */
  Optional<List<SharedKey>> open(byte[] sealed) {
    if (sealed.length < TEXT_AT || sealed[0] != VERSION) {
      return Optional.empty();
    }
    byte[] head = Arrays.copyOf(sealed, 1 + ID_BYTES);
    byte[] nonce = Arrays.copyOfRange(sealed, head.length, TEXT_AT);
    byte[] id = Arrays.copyOfRange(head, 1, head.length);
    return masters.stream()
        .filter(master -> Arrays.equals(id, idOf(master)))
        .findFirst()
        .flatMap(master -> open(master, head, nonce, sealed));
  }

  private Optional<List<SharedKey>> open(
      AppSecret master, byte[] head, byte[] nonce, byte[] sealed) {
    try {
      byte[] json =
          cipher(Cipher.DECRYPT_MODE, master, head, nonce)
              .doFinal(sealed, TEXT_AT, sealed.length - TEXT_AT);
      return read(Json.readObject(json));
    } catch (GeneralSecurityException | JsonException | InvalidKeysException e) {
      return Optional.empty();
    }
  }

  private Optional<List<SharedKey>> read(Map<String, Object> members) {
    List<SharedKey> keys = new ArrayList<>();
    if (!(members.get("keys") instanceof List<?> list)) {
      return Optional.empty();
    }
    for (Object each : list) {
      if (!(each instanceof Map<?, ?> jwk)) {
        return Optional.empty();
      }
      Map<String, Object> named = new LinkedHashMap<>();
      jwk.forEach((name, value) -> named.put(String.valueOf(name), value));
      keys.add(SharedKey.read(named, algorithm));
    }
    return Optional.of(List.copyOf(keys));
  }

  private Cipher cipher(int mode, AppSecret master, byte[] head, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] key = master.derive("key-ring-seal");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(head);
    for (String bound : List.of(app, algorithm.headerName())) {
      byte[] bytes = bound.getBytes(UTF_8);
      cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      cipher.updateAAD(bytes);
    }
    return cipher;
  }

  private static byte[] idOf(AppSecret master) {
    return Arrays.copyOf(master.derive("key-ring-seal-id"), ID_BYTES);
  }

  @Override
  public String toString() {
    return "SharedKeyForm[" + app + " " + algorithm.headerName() + "]";
  }
}
