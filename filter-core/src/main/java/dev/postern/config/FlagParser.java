package dev.postern.config;

/** Takes {@code true} and {@code false} only: "yes" must not silently mean no. */
final class FlagParser implements Parser<Boolean> {

  @Override
  public Boolean parse(String text) throws InvalidValueException {
    if (text.equals("true")) {
      return true;
    }
    if (text.equals("false")) {
      return false;
    }
    throw new InvalidValueException("is neither true nor false", "Write true or false");
  }
}
