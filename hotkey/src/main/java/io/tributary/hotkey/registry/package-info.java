/** Which hotkeys are registered on the subnet: the port and its file implementation. */
package io.tributary.hotkey.registry;
