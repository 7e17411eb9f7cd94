/** The desk of many tabs in a real browser, on an embedded Tomcat. */
package dev.postern.sample.tabs;
