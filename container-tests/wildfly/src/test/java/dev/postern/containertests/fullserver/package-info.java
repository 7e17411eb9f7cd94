/** What the WAR for a full Jakarta EE server holds beside the probe. */
package dev.postern.containertests.fullserver;
