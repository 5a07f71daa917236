/**
 * What a person wrote: serif, plain text. Paragraphs and line breaks are kept, addresses are underlined as text, never
 * followed and never markup (UI text from others is data).
 */
import { Fragment } from "react";
import { classes } from "./classes.ts";
import styles from "./PeopleText.module.css";

const address = /(https?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]])/g;

interface PeopleTextProps {
  readonly text: string;
  /** 16 in posts and reviews, 17 in reading text. */
  readonly size?: "post" | "read";
}

export function PeopleText({ text, size = "read" }: PeopleTextProps) {
  const paragraphs = text.split(/\n{2,}/);
  return (
    <div className={classes(styles.prose, size === "post" && styles.post)} dir="auto">
      {paragraphs.map((paragraph, at) => (
        <p key={at}>
          <Addresses text={paragraph} />
        </p>
      ))}
    </div>
  );
}

function Addresses({ text }: { readonly text: string }) {
  return text.split(address).map((piece, at) =>
    at % 2 === 0 ? (
      <Fragment key={at}>{piece}</Fragment>
    ) : (
      <span key={at} className={styles.address}>
        {piece}
      </span>
    ),
  );
}
