package dev.postern.labels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * A PDF of one page of A6 (ISO 32000-1 section 7.5), in Helvetica, which every reader has. What its
 * encoding has no letter for is printed as a question mark. Not thread-safe.
 */
final class PdfPage {

  private static final String CATALOG = "<< /Type /Catalog /Pages 2 0 R >>";
  private static final String PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
  private static final String PAGE =
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420]"
          + " /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>";
  private static final String FONT =
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

  private final StringBuilder drawing = new StringBuilder();

  /** One line of text; x and y in points from the lower left corner. */
  PdfPage text(int x, int y, int size, String text) {
    String literal = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    drawing.append("BT /F1 " + size + " Tf " + x + " " + y + " Td (" + literal + ") Tj ET\n");
    return this;
  }

  /** Bars and gaps in turn, of these widths in points. */
  PdfPage bars(int x, int y, int height, List<Integer> widths) {
    int left = x;
    for (int i = 0; i < widths.size(); i++) {
      if (i % 2 == 0) {
        drawing.append(left + " " + y + " " + widths.get(i) + " " + height + " re f\n");
      }
      left += widths.get(i);
    }
    return this;
  }

  /** The file. One byte is one character here, so that places can be counted in either. */
  byte[] bytes() {
    String stream = "<< /Length " + drawing.length() + " >>\nstream\n" + drawing + "endstream";
    StringBuilder file = new StringBuilder("%PDF-1.4\n");
    List<Integer> places = new ArrayList<>();
    for (String object : List.of(CATALOG, PAGES, PAGE, stream, FONT)) {
      places.add(file.length());
      file.append(places.size() + " 0 obj\n" + object + "\nendobj\n");
    }
    int table = file.length();
    int entries = places.size() + 1;
    file.append("xref\n0 " + entries + "\n0000000000 65535 f \n");
    places.forEach(place -> file.append("%010d 00000 n \n".formatted(place)));
    file.append("trailer\n<< /Size " + entries + " /Root 1 0 R >>\n");
    file.append("startxref\n" + table + "\n%%EOF\n");
    return file.toString().getBytes(ISO_8859_1);
  }
}
