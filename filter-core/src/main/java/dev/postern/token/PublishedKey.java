package dev.postern.token;

import java.util.LinkedHashMap;
import java.util.Map;

/** A key as it stands in a JWK set (RFC 7517 section 4). */
final class PublishedKey {

  private PublishedKey() {}

  static Map<String, Object> of(
      String id, KeyAlgorithm algorithm, Map<String, Object> publicMembers) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kid", id);
    members.put("use", algorithm.use());
    members.put("alg", algorithm.headerName());
    publicMembers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(member -> members.putIfAbsent(member.getKey(), member.getValue()));
    return members;
  }
}
