package dev.postern.json;

/**
 * The bytes are not the JSON that is accepted. The message names the rule and the place and never
 * repeats the input, so that it may be logged.
 */
public final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  JsonException(String rule, int place) {
    super(rule + " at character " + place);
  }
}
