/**
 * The validation in the demo: two epochs, and what happens to the lake between them.
 *
 * <p>It drives the chain and does the harm, and undoes it. How the stack is started may not enter.
 */
package io.tributary.local.demo.validate;
