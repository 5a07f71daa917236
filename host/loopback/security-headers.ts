/** Headers of every answer of the loopback host: what the page may load, and that nobody else may use it. */

const contentPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // libsodium is WebAssembly
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "media-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentPolicy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  // The camera reads QR codes of invites; the microphone is asked for only to be given local addresses (renderer/engine/rtc-window.ts).
  "permissions-policy": "camera=(self), microphone=(self), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), payment=()",
};
