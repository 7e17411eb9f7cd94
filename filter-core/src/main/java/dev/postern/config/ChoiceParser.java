package dev.postern.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of the constants of an enum, in exactly one spelling each. */
final class ChoiceParser<E extends Enum<E>> implements Parser<E> {
  private final Map<String, E> choices = new LinkedHashMap<>();

  ChoiceParser(Class<E> kind, Function<E, String> spelling) {
    for (E constant : kind.getEnumConstants()) {
      choices.put(spelling.apply(constant), constant);
    }
  }

  @Override
  public E parse(String text) throws InvalidValueException {
    @Nullable E choice = choices.get(text);
    if (choice == null) {
      throw new InvalidValueException("is not known", "Write " + spellings());
    }
    return choice;
  }

  private String spellings() {
    List<String> all = List.copyOf(choices.keySet());
    int last = all.size() - 1;
    return last == 0
        ? all.get(0)
        : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
  }
}
