package dev.postern.servlet;

/** A servlet container with the lab filter and the lab servlet at a free port. */
interface Container {

  String ERROR_PAGE = "/error";

  int port();

  void stop() throws Exception;
}
