package dev.postern.containertests.fullserver;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Resources inside the zone of the sessions. */
@ApplicationPath("/session/rest")
public class Rest extends Application {}
