package dev.postern.store.contract;

import java.util.Arrays;
import java.util.List;

/**
 * The column of one store in a table of requests.
 *
 * @param rows with their cells, the heading first
 * @param column where the store's cells are
 */
record DocumentedTrips(List<List<String>> rows, int column) {

  /** The table that has such a column. */
  static DocumentedTrips in(String document, String heading) {
    List<List<String>> rows =
        document.lines().filter(line -> line.startsWith("| ")).map(DocumentedTrips::cells).toList();
    for (int row = 0; row < rows.size(); row++) {
      int column = rows.get(row).indexOf(heading);
      if (column >= 0) {
        return new DocumentedTrips(rows.subList(row, rows.size()), column);
      }
    }
    throw new IllegalStateException("No table has a column \"" + heading + "\".");
  }

  int of(String request) {
    return rows.stream()
        .filter(row -> row.get(0).equals(request))
        .map(row -> Integer.valueOf(row.get(column)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No row is about: " + request));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList();
  }
}
