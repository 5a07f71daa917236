/**
 * How WebRTC finds ways to other machines: with the addresses of this machine's own interfaces, because members on one
 * network without a server have nothing else to go by.
 */
import type { App, WebContents } from "electron";

/** Before the app is ready. Chromium otherwise hides local addresses behind names that many networks do not resolve. */
export function showLocalAddresses(app: App): void {
  app.commandLine.appendSwitch("disable-features", "WebRtcHideLocalIpsWithMdns");
}

/** The other half is a media permission, without which pages are given no interfaces: see `answerPermissions`. */
export function useAllInterfaces(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy("default");
}
