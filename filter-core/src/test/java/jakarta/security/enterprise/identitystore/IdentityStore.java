package jakarta.security.enterprise.identitystore;

/** As much of the specification's type as is asked for by reflection. */
public interface IdentityStore {}
