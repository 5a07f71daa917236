/** Messages between a test page's window and its worker, and between the page and the test. */
import type { EndCall } from "../link-end.ts";

export type ToLab =
  | { readonly say: "join"; readonly iceServers: readonly string[] }
  | { readonly say: "announce"; readonly from: string }
  | { readonly say: "signal"; readonly from: string; readonly message: string }
  | { readonly say: "leave" }
  | { readonly say: "call"; readonly peer: string; readonly call: EndCall };

export type FromLab =
  | { readonly say: "signal"; readonly from: string; readonly to: string; readonly message: string }
  | { readonly say: "linked" | "unlinked"; readonly at: string; readonly peer: string };

/** What the page offers to the test; the test offers `report`. */
export interface Lab {
  /** Answers what the worker answers. */
  tell(message: ToLab): Promise<unknown>;
  needsMediaPermission: number;
  allowMedia(): Promise<boolean>;
}

declare global {
  var lab: Lab;
  var report: (message: FromLab) => void;
}
