package dev.postern.session.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The collections that have a form of their own: exactly these classes, none that extends one, so
 * that what comes back is of the class that was set. Immutable and thread-safe.
 *
 * @param tag the byte that stands for the class, for ever
 * @param type exactly this class
 * @param mutable whether one can be changed in place, apart from its parts
 * @param maker puts one together
 */
record Container(int tag, Class<?> type, boolean mutable, Function<List<Object>, Object> maker) {

  private static final List<Container> ALL =
      List.of(
          new Container(40, ArrayList.class, true, ArrayList::new),
          new Container(41, List.of().getClass(), false, List::copyOf),
          new Container(42, List.of(1).getClass(), false, List::copyOf),
          new Container(43, HashSet.class, true, HashSet::new),
          new Container(44, LinkedHashSet.class, true, LinkedHashSet::new),
          new Container(45, TreeSet.class, true, TreeSet::new),
          new Container(46, Set.of().getClass(), false, Set::copyOf),
          new Container(47, Set.of(1).getClass(), false, Set::copyOf),
          new Container(48, HashMap.class, true, parts -> filled(new HashMap<>(), parts)),
          new Container(
              49, LinkedHashMap.class, true, parts -> filled(new LinkedHashMap<>(), parts)),
          new Container(50, TreeMap.class, true, parts -> filled(new TreeMap<>(), parts)),
          new Container(51, Map.of().getClass(), false, Container::mapOf),
          new Container(52, Map.of(1, 1).getClass(), false, Container::mapOf));

  /** The one for exactly this value's class, or null if its order is not one that we can write. */
  static @Nullable Container of(Object value) {
    for (Container container : ALL) {
      if (container.type == value.getClass()) {
        return hasOwnOrder(value) ? null : container;
      }
    }
    return null;
  }

  static @Nullable Container of(int tag) {
    for (Container container : ALL) {
      if (container.tag == tag) {
        return container;
      }
    }
    return null;
  }

  /** The elements in their order; of a map, key and value by turns. Nulls are left in. */
  static List<@Nullable Object> partsOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<@Nullable Object> parts = new ArrayList<>(2 * map.size());
      map.forEach(
          (key, element) -> {
            parts.add(key);
            parts.add(element);
          });
      return parts;
    }
    return new ArrayList<>((Collection<?>) value);
  }

  /** Puts it together again; a runtime exception if these can be no parts of one. */
  Object of(List<Object> parts) {
    return maker.apply(parts);
  }

  private static boolean hasOwnOrder(Object value) {
    return (value instanceof SortedMap<?, ?> map && map.comparator() != null)
        || (value instanceof SortedSet<?> set && set.comparator() != null);
  }

  private static Object mapOf(List<Object> parts) {
    return Map.copyOf(filled(new HashMap<>(), parts));
  }

  private static Map<Object, Object> filled(Map<Object, Object> map, List<Object> parts) {
    for (int n = 0; n < parts.size(); n += 2) {
      map.put(parts.get(n), parts.get(n + 1));
    }
    return map;
  }
}
