package dev.postern.session;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import dev.postern.session.codec.ClassPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What session attributes may be in a store that other nodes share, or where clients carry them; on
 * the memory store they are plain references and none of this applies. Immutable and thread-safe.
 *
 * @param allowedClasses besides the application's own and plain data of the JDK
 * @param maxAttributeBytes how large one may be when stored
 * @param maxSessionBytes how large all of one session may be together
 */
public record AttributeSettings(
    List<ClassPattern> allowedClasses, int maxAttributeBytes, int maxSessionBytes) {

  /** {@code session.allowed-classes}. */
  public static final Setting<List<ClassPattern>> ALLOWED_CLASSES =
      Setting.of("session.allowed-classes", AttributeSettings::patterns)
          .tier(Tier.COMMON)
          .meaning(
              "Classes whose objects a session may hold in a shared store or with"
                  + " http-session=token, besides those in WEB-INF/classes and plain data of the JDK: com.example.Cart, com.example.*"
                  + " (a package), com.example.** (with its subpackages), separated by commas. Name"
                  + " only what is safe to read from bytes.");

  /** {@code session.max-attribute-bytes}. */
  public static final Setting<Integer> MAX_ATTRIBUTE_BYTES =
      Setting.number("session.max-attribute-bytes", 1_024, 64 * 1024 * 1024)
          .defaultsTo("1048576")
          .meaning("How large one session attribute may be in a shared store.");

  /** {@code session.max-bytes}. */
  public static final Setting<Integer> MAX_SESSION_BYTES =
      Setting.number("session.max-bytes", 1_024, 256 * 1024 * 1024)
          .defaultsTo("4194304")
          .meaning(
              "How large all attributes of one session may be together in a shared store; with"
                  + " http-session=token no larger than a cookie either.");

  private static final Pattern SEPARATOR = Pattern.compile("\\s*[,\\n]\\s*");

  /** Takes a copy of the list. */
  public AttributeSettings {
    allowedClasses = List.copyOf(allowedClasses);
  }

  /** All settings of this record. */
  public static List<Setting<?>> all() {
    return List.of(ALLOWED_CLASSES, MAX_ATTRIBUTE_BYTES, MAX_SESSION_BYTES);
  }

  /** As set for one filter. */
  public static AttributeSettings from(Settings settings) {
    return new AttributeSettings(
        settings.find(ALLOWED_CLASSES).orElse(List.of()),
        settings.get(MAX_ATTRIBUTE_BYTES),
        settings.get(MAX_SESSION_BYTES));
  }

  private static List<ClassPattern> patterns(String text) throws InvalidValueException {
    List<ClassPattern> patterns = new ArrayList<>();
    for (String entry : SEPARATOR.split(text, -1)) {
      patterns.add(
          ClassPattern.parse(entry)
              .orElseThrow(
                  () ->
                      new InvalidValueException(
                          entry,
                          "is not a class or a package",
                          "Write com.example.Cart, com.example.* or com.example.**")));
    }
    return patterns;
  }
}
