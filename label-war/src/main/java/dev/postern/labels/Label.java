package dev.postern.labels;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a label. Immutable and thread-safe.
 *
 * @param number of the parcel
 * @param recipient whom it is for
 * @param town where it goes
 */
record Label(String number, String recipient, String town) {

  private static final Pattern FILE = Pattern.compile("/(PD-[0-9]{4,6})\\.pdf");
  private static final int MAX_LENGTH = 100;

  /** The label that an address names; empty if it names none. */
  static Optional<Label> of(
      @Nullable String file, @Nullable String recipient, @Nullable String town) {
    if (file == null || recipient == null || town == null) {
      return Optional.empty();
    }
    Matcher number = FILE.matcher(file);
    return number.matches() && isPrintable(recipient) && isPrintable(town)
        ? Optional.of(new Label(number.group(1), recipient, town))
        : Optional.empty();
  }

  /** What the file is called where it is saved. */
  String fileName() {
    return number + ".pdf";
  }

  /** The page to print, the same bytes at every call, so that a download can be resumed. */
  byte[] print(String orderedBy) {
    return new PdfPage()
        .text(24, 372, 11, "Parcel desk")
        .text(24, 330, 11, "To")
        .text(24, 306, 20, recipient)
        .text(24, 280, 20, town)
        .bars(24, 120, 80, Code39.widths(number))
        .text(24, 96, 16, number)
        .text(24, 24, 8, "Ordered by " + orderedBy)
        .bytes();
  }

  private static boolean isPrintable(String text) {
    return !text.isBlank()
        && text.length() <= MAX_LENGTH
        && text.chars().noneMatch(Character::isISOControl);
  }
}
