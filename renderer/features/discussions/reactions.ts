/** The reactions offered with a sign and a word. Any other short text is shown as it was written. */
import type { IconName } from "../../design/Icon.tsx";

export interface KnownReaction {
  /** What stands in the log. */
  readonly reaction: string;
  readonly icon: IconName;
  readonly name: "react.agree" | "react.thanks" | "react.question";
}

export const knownReactions: readonly KnownReaction[] = [
  { reaction: "👍", icon: "agree", name: "react.agree" },
  { reaction: "🙏", icon: "heart", name: "react.thanks" },
  { reaction: "🤔", icon: "ask", name: "react.question" },
];

/** Offered beside them, without a word. */
export const plainReactions: readonly string[] = ["🙂", "🎉", "😟", "✊"];

/** The longest sign of one's own, in characters as people count them. */
export const longestReaction = 12;
