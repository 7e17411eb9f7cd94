package dev.postern.binding;

import static java.util.Objects.requireNonNull;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import dev.postern.token.JwsAlgorithm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How tokens are bound to their senders. Immutable and thread-safe.
 *
 * @param dpop to a key that signs each request
 * @param nonce whether such a signature needs a nonce of ours
 * @param algorithms what those keys may sign with
 * @param mtls to the client's certificate
 * @param header in which a proxy passes that on
 * @param proxies the only ones whose header is read
 */
public record BindingSettings(
    BindingMode dpop,
    boolean nonce,
    Set<JwsAlgorithm> algorithms,
    BindingMode mtls,
    Optional<String> header,
    List<AddressRange> proxies) {

  static final Setting<BindingMode> DPOP =
      Setting.choice("dpop", BindingMode.class)
          .tier(Tier.COMMON)
          .defaultsTo("off")
          .meaning(
              "Whether access tokens of stateless-jwt are bound to a key of the client, which then"
                  + " signs each request (DPoP, RFC 9449): off (bound tokens are refused), optional"
                  + " (bound where the client sends a proof when it logs in), or required. Needs"
                  + " public-origins.");

  static final Setting<Boolean> NONCE =
      Setting.flag("dpop.nonce")
          .defaultsTo("false")
          .meaning(
              "true asks for a nonce of ours in each proof, so that none can be made in advance. It"
                  + " changes every minute; a client is told the next in DPoP-Nonce.");

  static final Setting<Set<JwsAlgorithm>> ALGORITHMS =
      Setting.of("dpop.algorithms", BindingSettings::algorithms)
          .defaultsTo("ES256, EdDSA, PS256, RS256")
          .meaning("What proofs may be signed with: ES256, EdDSA, PS256 and RS256.");

  static final Setting<BindingMode> MTLS =
      Setting.choice("mtls", BindingMode.class)
          .defaultsTo("off")
          .meaning(
              "Whether access tokens of stateless-jwt are bound to the certificate of the client's TLS"
                  + " connection (RFC 8705): off (bound tokens are refused), optional (bound where there"
                  + " is a certificate) or required.");

  static final Setting<String> HEADER =
      Setting.of("mtls.header", BindingSettings::headerName)
          .meaning(
              "The header in which the proxy that ends TLS passes the client's certificate on, for"
                  + " example Client-Cert (RFC 9440), or one with PEM. The proxy has to remove it from"
                  + " what clients send. Read only from mtls.trusted-proxies.");

  static final Setting<List<AddressRange>> PROXIES =
      Setting.of("mtls.trusted-proxies", AddressRange::list)
          .meaning(
              "IP addresses or networks (10.0.0.0/8) of the proxies whose mtls.header is read. The"
                  + " address of the connection counts, so nothing before this filter may replace it.");

  /** Takes copies. */
  public BindingSettings {
    requireNonNull(dpop, "dpop");
    algorithms = Set.copyOf(algorithms);
    requireNonNull(mtls, "mtls");
    requireNonNull(header, "header");
    proxies = List.copyOf(proxies);
  }

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(DPOP, NONCE, ALGORITHMS, MTLS, HEADER, PROXIES);
  }

  /**
   * Reads the settings of one filter.
   *
   * @param issuesTokens whether those who log in get tokens that hold their identity
   * @param takesHeader whether those tokens travel in a header
   * @param knowsOrigins whether the addresses are known that clients use
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static BindingSettings from(
      Settings settings, boolean issuesTokens, boolean takesHeader, boolean knowsOrigins) {
    BindingSettings binding =
        new BindingSettings(
            settings.get(DPOP),
            settings.get(NONCE),
            settings.get(ALGORITHMS),
            settings.get(MTLS),
            settings.find(HEADER),
            settings.find(PROXIES).orElse(List.of()));
    if (binding.dpop != BindingMode.OFF) {
      requireDpop(settings, issuesTokens, takesHeader, knowsOrigins);
    }
    if (binding.mtls != BindingMode.OFF && !issuesTokens) {
      throw strangeTo(settings, MTLS);
    }
    IdleSettings.refuse(settings, binding);
    return binding;
  }

  /** Whether nothing is bound. */
  public boolean isOff() {
    return dpop == BindingMode.OFF && mtls == BindingMode.OFF;
  }

  /** Whether tokens may come by the scheme {@code DPoP}. */
  public boolean takesDpop() {
    return dpop != BindingMode.OFF;
  }

  /** As a challenge lists them (RFC 9449 section 7.1). */
  public String algorithmNames() {
    return algorithms.stream()
        .sorted()
        .map(JwsAlgorithm::headerName)
        .collect(Collectors.joining(" "));
  }

  private static void requireDpop(
      Settings settings, boolean issuesTokens, boolean takesHeader, boolean knowsOrigins) {
    if (!issuesTokens) {
      throw strangeTo(settings, DPOP);
    }
    if (!takesHeader) {
      throw settings.problem(
          DPOP,
          "needs tokens that travel in a header, and transport is cookie",
          "Set transport to bearer, or to cookie, bearer");
    }
    if (!knowsOrigins) {
      throw settings.problem(
          DPOP,
          "needs public-origins, because a proof names the address of its request",
          "Set public-origins to what clients call, for example https://shop.example");
    }
  }

  private static RuntimeException strangeTo(Settings settings, Setting<?> setting) {
    return settings.problem(
        setting,
        "does not fit this strategy, whose credentials cannot be bound",
        "Remove it, or use strategy stateless-jwt");
  }

  private static Set<JwsAlgorithm> algorithms(String text) throws InvalidValueException {
    Set<JwsAlgorithm> algorithms = new LinkedHashSet<>();
    for (String word : text.split(",", -1)) {
      algorithms.add(
          JwsAlgorithm.ofPublicKeys(word.strip())
              .orElseThrow(
                  () ->
                      new InvalidValueException(
                          word.strip(),
                          "is no algorithm for proofs",
                          "Write ES256, EdDSA, PS256 or RS256")));
    }
    return algorithms;
  }

  private static String headerName(String text) throws InvalidValueException {
    if (!text.matches("[A-Za-z0-9-]{1,64}")) {
      throw new InvalidValueException(
          "is not the name of a header", "Write letters, digits and dashes");
    }
    return text;
  }
}
