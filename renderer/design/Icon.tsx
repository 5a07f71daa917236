/** The drawn signs of the interface, on a 24-unit square. Decoration: words beside them say what they mean. */
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./Icon.module.css";

const drawings = {
  bell: (
    <>
      <path d="M4.5 1.8h15v1.9h-15z" />
      <path d="M9.4 5.2h5.2c1.9 0 3 1.3 3.2 3.2l.6 5.2c.2 1.7 1 2.9 2.3 3.8v1.5H3.3v-1.5c1.3-.9 2.1-2.1 2.3-3.8l.6-5.2c.2-1.9 1.3-3.2 3.2-3.2z" />
      <path d="M9.6 20.2h4.8a2.4 2.4 0 0 1-4.8 0z" />
    </>
  ),
  search: <><circle cx="10.5" cy="10.5" r="6.5" /><path d="m15.3 15.3 5.2 5.2" /></>,
  lock: <><rect x="5" y="11" width="14" height="9" rx="1.5" /><path d="M8 11V8a4 4 0 0 1 8 0v3" /></>,
  network: (
    <>
      <rect x="3.5" y="13" width="17" height="6" rx="1.2" />
      <path d="M7 16h.01M12 13V9M8 6.5a6 6 0 0 1 8 0M5.5 3.7a10 10 0 0 1 13 0" />
    </>
  ),
  direct: <path d="M4 9h16l-4-4M20 15H4l4 4" />,
  down: <path d="m6 9 6 6 6-6" />,
  plus: <path d="M12 5v14M5 12h14" />,
  hand: (
    <path d="M8 12V6a1.5 1.5 0 0 1 3 0v5-6.5a1.5 1.5 0 0 1 3 0V11 6.5a1.5 1.5 0 0 1 3 0V14c0 4-2 6.5-5.5 6.5S7 19 5 14.5c-.6-1.4 1.2-2.4 2-1.2z" />
  ),
  more: <path d="M6 12h.01M12 12h.01M18 12h.01" strokeWidth="2.8" />,
  check: <path d="m5 12.5 4.5 4.5L19 7" />,
  save: <path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />,
  triangle: <><path d="M12 4 2.8 20h18.4z" /><path d="M12 10v4.5M12 17.3h.01" /></>,
  undo: <><path d="M8 5 4 9l4 4" /><path d="M4 9h10a5.5 5.5 0 0 1 0 11h-4" /></>,
  pencil: <><path d="m4 20 1-4L16.5 4.5l3 3L8 19z" /><path d="m14 7 3 3" /></>,
  grip: <path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" strokeWidth="2.6" />,
  moveDown: <path d="M12 5v14M6 13l6 6 6-6" />,
  moveUp: <path d="M12 19V5M6 11l6-6 6 6" />,
  fork: <path d="M12 20v-7M12 13 6 5M12 13l6-8M6 5h4M6 5v4M18 5h-4M18 5v4" />,
  quote: <path d="M10 7H5v6h4c0 2-1 3.5-3 4M20 7h-5v6h4c0 2-1 3.5-3 4" />,
  seal: <><circle cx="12" cy="12" r="9" /><path d="m8 12.3 2.8 2.7L16 9.5" /></>,
  void: <><circle cx="12" cy="12" r="8.5" /><path d="m6 18 12-12" /></>,
  clock: <><circle cx="12" cy="12" r="8.5" /><path d="M12 7v5l3.5 2" /></>,
  tie: <path d="M5 9.5h14M5 14.5h14" strokeWidth="2.4" />,
  link: (
    <>
      <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1" />
      <path d="M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" />
    </>
  ),
  half: <><circle cx="12" cy="12" r="8.5" /><path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor" /></>,
  counting: (
    <>
      <circle cx="12" cy="12" r="8.5" strokeDasharray="2.5 3" />
      <path d="M12 12V3.5a8.5 8.5 0 0 1 8.1 6z" fill="currentColor" />
    </>
  ),
  reply: <><path d="M9 6 4 11l5 5" /><path d="M4 11h9a7 7 0 0 1 7 7" /></>,
  image: <><rect x="3.5" y="5" width="17" height="14" rx="1.2" /><path d="m4 17 5-5 4 4 3-3 4 4M15.5 9.5h.01" /></>,
  paper: <><path d="M6 3h8l4 4v14H6z" /><path d="M14 3v4h4" /></>,
  clip: <path d="M19 11.5 12 18.5a4.5 4.5 0 0 1-6.4-6.4l7.5-7.5a3 3 0 0 1 4.3 4.3l-7.5 7.5a1.5 1.5 0 0 1-2.1-2.1l6.8-6.8" />,
  play: <path d="M8 5v14l11-7z" />,
  talk: <path d="M4 5h16v11h-8l-4 4v-4H4z" />,
  eye: (
    <>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
      <circle cx="12" cy="12" r="2.8" />
    </>
  ),
  globe: <><circle cx="12" cy="12" r="8.5" /><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17" /></>,
  agree: <path d="M7 20V10l4-6.5c1.4 0 2 1 2 2.2L12.5 9H19l-1.5 9-2 2zM7 10H4v10h3" />,
  heart: <path d="M12 20s-8-4.8-8-10.5A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.5C20 15.2 12 20 12 20z" />,
  heading: <path d="M6 5v14M18 5v14M6 12h12" />,
  bold: <path d="M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z" />,
  italic: <path d="M11 5h6M7 19h6M14 5l-4 14" />,
  list: <path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01" />,
  close: <path d="M6 6l12 12M18 6 6 18" />,
  smile: <><circle cx="12" cy="12" r="8.5" /><path d="M8.5 14a4.2 4.2 0 0 0 7 0M9 9.7h.01M15 9.7h.01" /></>,
  ask: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5h.01" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** Signs whose direction follows the reading direction. */
const turning: ReadonlySet<IconName> = new Set(["undo", "reply"]);

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={classes(styles.icon, name === "bell" && styles.filled, turning.has(name) && styles.turns)} viewBox="0 0 24 24" aria-hidden="true">
      {drawings[name]}
    </svg>
  );
}
