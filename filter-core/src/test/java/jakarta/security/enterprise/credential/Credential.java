package jakarta.security.enterprise.credential;

/** As much of the specification's type as is asked for by reflection. */
public interface Credential {}
