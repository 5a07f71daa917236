/** Search as one types: a field, three choices, and what was found with the words marked. */
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Empty } from "../../design/Empty.tsx";
import { TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import { Row, Rows } from "../../design/Rows.tsx";
import { Select } from "../../design/Select.tsx";
import { Time } from "../../design/Time.tsx";
import { pathOf } from "./hit-path.ts";
import type { Looked, Since } from "./kept-search.tsx";
import styles from "./Search.module.css";
import { searchPlaces, type SearchHit, type SearchPart } from "../../../shared/contract/search.ts";

export interface SearchSnapshot {
  readonly looked: Looked;
  /** Null while nothing is asked for. */
  readonly hits: readonly SearchHit[] | null;
  /** Things that are here and not searched yet. */
  readonly pending: number;
  readonly groupNames: ReadonlyMap<string, string>;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

export interface SearchActions {
  look(change: Partial<Looked>): void;
}

interface SearchProps {
  readonly snapshot: SearchSnapshot;
  readonly actions: SearchActions;
}

const spans: readonly Since[] = ["any", "week", "month", "year"];
const anyone = "anyone";

export function SearchView({ snapshot, actions }: SearchProps) {
  const { t } = useTranslation("search");
  const { looked, hits, pending, groupNames } = snapshot;
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useFieldAgain(field);
  return (
    <Page title={t("title")}>
      <div onKeyDown={(event) => walk(event, field.current, list.current)}>
        <search className={styles.search}>
          <TextField label={t("field")} labelHidden placeholder={t("placeholder")} value={looked.text} onChange={(text) => actions.look({ text })} inputRef={field} />
          <Choices snapshot={snapshot} actions={actions} />
        </search>
        <p role="status" className={styles.status}>
          {hits !== null && t("found", { count: hits.length })}
          {hits !== null && pending > 0 && ` ${t("pending", { count: pending })}`}
        </p>
        <div ref={list}>
          {hits !== null && hits.length > 0 && (
            <Rows label={t("hits")}>
              {hits.map((hit) => (
                <Row key={`${hit.group}${hit.id}`}>
                  <Hit hit={hit} group={looked.where === "all" && groupNames.size > 1 ? groupNames.get(hit.group) : undefined} />
                </Row>
              ))}
            </Rows>
          )}
          {hits?.length === 0 && pending === 0 && <Empty title={t("none.title")}>{t("none")}</Empty>}
          {hits === null && <Empty title={t("empty.title")}>{t("empty")}</Empty>}
        </div>
      </div>
    </Page>
  );
}

function Choices({ snapshot: { looked, groupNames, people }, actions }: SearchProps) {
  const { t } = useTranslation("search");
  const wheres = [...(groupNames.size > 1 ? (["all"] as const) : []), "group", ...searchPlaces] as const;
  return (
    <div className={styles.choices}>
      <Select
        plain
        labelHidden
        label={t("where")}
        value={looked.where}
        onChange={(where) => actions.look(where === "all" ? { where, person: null } : { where })}
        options={wheres.map((value) => ({ value, name: t(`where.${value}`) }))}
      />
      {looked.where !== "all" && (
        <Select
          plain
          labelHidden
          label={t("who")}
          value={looked.person ?? anyone}
          onChange={(person) => actions.look({ person: person === anyone ? null : person })}
          options={[{ value: anyone, name: t("who.anyone") }, ...people.map(({ id, name }) => ({ value: id, name }))]}
        />
      )}
      <Select plain labelHidden label={t("since")} value={looked.since} onChange={(since) => actions.look({ since })} options={spans.map((value) => ({ value, name: t(`since.${value}`) }))} />
    </div>
  );
}

function Hit({ hit, group }: { readonly hit: SearchHit; readonly group: string | undefined }) {
  const { t } = useTranslation("search");
  const title = hit.title.length > 0 ? <Parts parts={hit.title} /> : hit.page.title;
  return (
    <div className={styles.hit} data-item="">
      <h2 className={styles.title} dir="auto">
        <Link href={pathOf(hit)}>{title}</Link>
      </h2>
      <span className={styles.time}>
        <Time at={hit.time} as="short" />
      </span>
      {hit.text.length > 0 && (
        <p className={styles.text} dir="auto">
          <Parts parts={hit.text} />
        </p>
      )}
      <p className={styles.kind}>
        {t(`kind.${hit.is}`)}
        {hit.is !== "member" && (
          <>
            {" · "}
            <bdi>{hit.author.name}</bdi>
          </>
        )}
        {group !== undefined && (
          <>
            {" · "}
            <bdi>{group}</bdi>
          </>
        )}
      </p>
    </div>
  );
}

const Parts = ({ parts }: { readonly parts: readonly SearchPart[] }) => parts.map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text));

/** One comes here to type; Ctrl K on this page leads back to its field. */
function useFieldAgain(field: RefObject<HTMLInputElement | null>): void {
  useLayoutEffect(() => field.current?.focus(), [field]);
  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent): void => {
      if (event.code !== "KeyK" || !(event.ctrlKey || event.metaKey)) return;
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [field]);
}

/** Arrows lead from the field into what was found and back; Enter in the field opens the first. */
function walk(event: KeyboardEvent, field: HTMLInputElement | null, list: HTMLElement | null): void {
  const links = [...(list?.querySelectorAll<HTMLElement>("[data-item] a") ?? [])];
  const here = links.findIndex((link) => link === document.activeElement);
  const inField = document.activeElement === field;
  if (event.key === "Enter" && inField) links[0]?.click();
  else if (event.key === "ArrowDown" && (inField || here >= 0)) links[here + 1]?.focus();
  else if (event.key === "ArrowUp" && here >= 0) (links[here - 1] ?? field)?.focus();
  else return;
  event.preventDefault();
}
