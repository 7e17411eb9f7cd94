/**
 * What every store must pass, shipped as this project's test jar. A store's own test extends a
 * contract and says how to open the store; nothing else. Imports the store SPI, JUnit and AssertJ.
 */
package dev.postern.store.contract;
