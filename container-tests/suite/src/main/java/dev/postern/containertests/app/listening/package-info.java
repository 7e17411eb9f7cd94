/** An application that listens to its sessions in every way there is, and tells what it heard. */
package dev.postern.containertests.app.listening;
