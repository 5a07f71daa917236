/**
 * One page: a strip (where I am, what I can do), a head, the text column and the margin, at most 1112 wide. Below 1060 the
 * margin follows the text, except where `marginFirst` puts it before (ballots). From 1560 the other items of the place
 * stand open `beside` it. It fills the frame's main area, which scrolls alone.
 */
import { Fragment, useEffect, useRef, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { classes } from "./classes.ts";
import styles from "./Page.module.css";

export interface Crumb {
  readonly name: string;
  /** Absent for the last, which is here. */
  readonly to?: string;
}

interface PageProps {
  readonly title: string;
  /** The title read aloud and in the window's bar, when `title` is not shown as such. */
  readonly crumbs?: readonly Crumb[];
  /** Quiet acts in the strip. */
  readonly acts?: ReactNode;
  /** The acts are tools one writes with: the strip stays in sight, the dock steps back. */
  readonly toolStrip?: boolean;
  /** The line above the title: state, deadline. */
  readonly kicker?: ReactNode;
  /** The line below the title. */
  readonly under?: ReactNode;
  /** Buttons level with the title. */
  readonly titleActs?: ReactNode;
  readonly children: ReactNode;
  readonly margin?: ReactNode;
  readonly marginFirst?: boolean;
  /** It belongs to what is read: also on paper. */
  readonly marginPrints?: boolean;
  /** A smaller title over long text (discussions). */
  readonly small?: boolean;
  /** Stays at the lower edge (a composer). */
  readonly dock?: ReactNode;
  readonly beside?: { readonly label: string; readonly content: ReactNode };
  /** The element that scrolls, for virtualised lists. */
  readonly scrollRef?: RefObject<HTMLElement | null>;
  /** The title is a person's words in another language or script: keeps its direction to itself. */
  readonly peopleTitle?: boolean;
}

/** A page was shown before this one: the window has not just opened. */
let pageLeft = false;

export function Page(props: PageProps) {
  const { title, crumbs, acts, kicker, under, titleActs, children, margin, marginFirst = false, marginPrints = false, small = false, dock, beside } = props;
  const { t } = useTranslation("design");
  const heading = useRef<HTMLHeadingElement>(null);

  // What was focused left with the page before: go to the result. A focus that is still somewhere stays there.
  useEffect(() => {
    if (pageLeft && (document.activeElement === document.body || document.activeElement === null)) heading.current?.focus();
    return () => {
      pageLeft = true;
    };
  }, []);
  // Browsers keep the titles of windows in their history, on disk: what members wrote never becomes one.
  const named = props.peopleTitle ? crumbs?.[0]?.name : title;
  useEffect(() => {
    document.title = named === undefined ? "Veche" : `${named} · Veche`;
  }, [named]);

  const strip = crumbs !== undefined || acts !== undefined;
  return (
    <>
      {beside && (
        <nav className={styles.beside} aria-label={beside.label}>
          {beside.content}
        </nav>
      )}
      <main className={styles.main} {...(props.scrollRef && { ref: props.scrollRef })}>
        {strip && (
          <div className={classes(styles.strip, props.toolStrip && styles.tools)}>
            {crumbs && (
              <nav aria-label={t("where")} className={styles.crumbs}>
                {crumbs.map((crumb, at) => (
                  <Fragment key={crumb.name}>
                    {at > 0 && <span aria-hidden="true">/</span>}
                    {crumb.to === undefined ? <bdi>{crumb.name}</bdi> : <Link href={crumb.to}>{crumb.name}</Link>}
                  </Fragment>
                ))}
              </nav>
            )}
            {acts !== undefined && <div className={styles.acts}>{acts}</div>}
          </div>
        )}
        <div className={classes(styles.sheet, marginFirst && styles.ballot, margin === undefined && styles.alone, !strip && styles.top)}>
          <header className={classes(styles.head, small && styles.small)}>
            <div>
              {kicker !== undefined && <div className={styles.kicker}>{kicker}</div>}
              <h1 ref={heading} tabIndex={-1} {...(props.peopleTitle && { dir: "auto" as const })}>
                {title}
              </h1>
              {under !== undefined && <div className={styles.under}>{under}</div>}
            </div>
            {titleActs !== undefined && <div className={styles.titleActs}>{titleActs}</div>}
          </header>
          <div className={styles.body}>{children}</div>
          {margin !== undefined && <aside className={classes(styles.margin, marginPrints && styles.prints)}>{margin}</aside>}
        </div>
        {dock !== undefined && (
          <div className={classes(styles.dock, props.toolStrip && styles.quiet)}>
            <div className={styles.dockInner}>{dock}</div>
          </div>
        )}
      </main>
    </>
  );
}
