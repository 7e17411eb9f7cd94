package dev.postern.session.codec;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Classes by name: {@code com.example.Cart} is one, {@code com.example.*} those of a package with
 * all that is nested in them, {@code com.example.**} those of its subpackages too. Immutable and
 * thread-safe.
 *
 * @param prefix what the name begins with, or the whole name
 * @param reach what may follow
 */
public record ClassPattern(String prefix, Reach reach) {

  /** What may follow the prefix. */
  public enum Reach {
    /** Nothing. */
    CLASS,
    /** A name without dots. */
    PACKAGE,
    /** Any name. */
    SUBPACKAGES
  }

  private static final String WORD = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final Pattern SYNTAX =
      Pattern.compile(WORD + "(\\." + WORD + ")*(\\.\\*\\*?)?", Pattern.UNICODE_CHARACTER_CLASS);

  /** The pattern in this text; empty if it is none. A star that stands alone is none. */
  public static Optional<ClassPattern> parse(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      return Optional.empty();
    }
    if (text.endsWith(".**")) {
      return Optional.of(new ClassPattern(text.substring(0, text.length() - 2), Reach.SUBPACKAGES));
    }
    return Optional.of(
        text.endsWith(".*")
            ? new ClassPattern(text.substring(0, text.length() - 1), Reach.PACKAGE)
            : new ClassPattern(text, Reach.CLASS));
  }

  boolean matches(String className) {
    return switch (reach) {
      case CLASS -> className.equals(prefix);
      case PACKAGE -> className.startsWith(prefix) && className.indexOf('.', prefix.length()) < 0;
      case SUBPACKAGES -> className.startsWith(prefix);
    };
  }
}
