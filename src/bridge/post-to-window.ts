/**
 * Sends to another window as the browser does it. A page of our own origin may have declared a function `postMessage`, which then
 * stands in the way of the browser's.
 */

/** Browsers differ in where they break the line. */
const isNative = (value: unknown): value is Window['postMessage'] =>
  typeof value === 'function' && /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(value));

/** Its `this` may be a window of any realm. Of a window of another origin it always is the browser's own. */
const nativePostMessage = (peer: Window): Window['postMessage'] => [peer.postMessage, window.postMessage].find(isNative) ?? peer.postMessage;

export const postToWindow = (peer: Window, message: unknown, targetOrigin: string, transfer: Transferable[] = []): void =>
  Reflect.apply(nativePostMessage(peer), peer, [message, { targetOrigin, transfer }]);
