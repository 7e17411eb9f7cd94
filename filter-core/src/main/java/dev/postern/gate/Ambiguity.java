package dev.postern.gate;

import java.util.Locale;

/** Why the gate refuses; the names are the reason codes of the log. Immutable. */
enum Ambiguity {
  NOT_A_PATH,
  NON_ASCII_PATH,
  CONTROL_CHARACTER,
  PATH_PARAMETER,
  BACKSLASH,
  EMPTY_SEGMENT,
  DOT_SEGMENT,
  INVALID_PERCENT,
  ENCODED_DELIMITER,
  DOUBLE_ENCODING,
  INVALID_UTF8,
  CONTAINER_DISAGREES,
  SEVERAL_AUTHORIZATIONS,
  MALFORMED_AUTHORIZATION,
  MALFORMED_BEARER,
  CONTROL_IN_COOKIE;

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
