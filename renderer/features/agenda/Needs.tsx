/** Rows that need this member: one red stroke, the reason in red words, the title, one act. The first act is red. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { noticePath, paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { givenName } from "../../design/Person.tsx";
import { Roll } from "../../design/Roll.tsx";
import { useWhen } from "../../design/Time.tsx";
import { useMotionWords } from "../motions/motion-words.ts";
import styles from "./Agenda.module.css";
import type { AgendaNeed } from "../../../shared/contract/snapshots.ts";

export function Needs({ group, needs }: { readonly group: string; readonly needs: readonly AgendaNeed[] }) {
  return (
    <ul className={styles.needs}>
      {needs.map((need, at) => (
        <Need key={keyOf(need)} group={group} need={need} first={at === 0} />
      ))}
    </ul>
  );
}

interface RowWords {
  readonly reason: string;
  readonly more: readonly string[];
  readonly title: ReactNode;
  readonly asked?: boolean;
  readonly below?: ReactNode;
  readonly to: string;
  readonly act: string;
}

function Need({ group, need, first }: { readonly group: string; readonly need: AgendaNeed; readonly first: boolean }) {
  const words = useNeedWords(group, need);
  return (
    <li className={styles.need} data-item>
      <p className={styles.reason}>
        <b>{words.reason}</b>
        {words.more.map((more) => (
          <span key={more}>
            {" · "}
            <bdi>{more}</bdi>
          </span>
        ))}
      </p>
      <h3 className={words.asked ? styles.asked : undefined} dir="auto">
        <Link href={words.to}>{words.title}</Link>
      </h3>
      {words.below !== undefined && <div className={styles.below}>{words.below}</div>}
      <div className={words.below === undefined ? styles.actOne : styles.act}>
        <LinkButton kind={first ? "red" : "outlined"} to={words.to}>
          {words.act}
        </LinkButton>
      </div>
    </li>
  );
}

function useNeedWords(group: string, need: AgendaNeed): RowWords {
  const { t } = useTranslation("agenda");
  const when = useWhen();
  const names = useNames();
  const words = useMotionWords();
  switch (need.need) {
    case "constitute":
      if (need.waiting.length === 0) {
        return { reason: t("need.members"), more: [], title: t("need.members.title"), below: t("need.members.what"), to: paths.invite(group), act: t("need.members.act") };
      }
      return {
        reason: t("need.constitute"),
        more: [],
        title: t("need.constitute.title"),
        below: t("need.constitute.here", { names: names(need.waiting, 8) }),
        to: paths.place(group, "members"),
        act: t("need.constitute.act"),
      };
    case "ballot": {
      const { motion } = need;
      return {
        reason: t("need.ballot"),
        more: [t("motion", { number: motion.number }), t("closes", { at: when.at(motion.deadline) })],
        title: words.title(motion),
        below: (
          <Roll strokes={motion.turnout.strokes} quorum={motion.turnout.quorum}>
            {t("votedMissing", { voted: motion.turnout.voted, count: motion.turnout.roll, names: names(motion.turnout.missing) })}
          </Roll>
        ),
        to: paths.motion(group, motion.id),
        act: t("need.ballot.act"),
      };
    }
    case "paper":
      return {
        reason: t("need.paper"),
        more: [t("motion", { number: need.motion.number }), names(need.tellers)],
        title: words.title(need.motion),
        below: t("need.paper.what"),
        to: paths.motion(group, need.motion.id),
        act: t("need.paper.act"),
      };
    case "answer": {
      const { motion } = need;
      return {
        reason: t(motion.kind === "recall" ? "need.answer.recall" : "need.answer"),
        more: [t("motion", { number: motion.number }), t("closes", { at: when.at(motion.deadline) })],
        title: words.title(motion),
        below: t("need.answer.what"),
        to: paths.motion(group, motion.id),
        act: t("need.answer.act"),
      };
    }
    case "report":
      return {
        reason: need.due < when.now ? t("need.report.late") : t("need.report", { at: when.day(need.due) }),
        more: [],
        title: need.title,
        below: t("need.report.what"),
        to: paths.decision(group, need.motion),
        act: t("need.report.act"),
      };
    case "offer":
      return {
        reason: t("need.offer", { name: givenName(need.by.name) }),
        more: [],
        title: need.title,
        below: t("need.offer.what"),
        to: paths.decision(group, need.motion),
        act: t("need.offer.act"),
      };
    case "stand":
      return {
        reason: t("need.stand", { names: names(need.by), count: need.by.length }),
        more: [],
        title: need.title,
        below: t("need.stand.what"),
        to: paths.place(group, "delegates"),
        act: t("need.stand.act"),
      };
    case "reply":
      return {
        reason: t("need.reply", { name: givenName(need.author.name) }),
        more: [words.named(need.page.title), when.short(need.time)],
        title: t("quoted", { text: need.text }),
        asked: true,
        to: noticePath(group, need),
        act: t("need.reply.act"),
      };
    case "conflict":
      return {
        reason: t("need.conflict"),
        more: [],
        title: words.named(need.title),
        below: t("need.conflict.what"),
        to: paths.motion(group, need.motion),
        act: t("need.conflict.act"),
      };
  }
}

function keyOf(need: AgendaNeed): string {
  switch (need.need) {
    case "constitute":
      return need.need;
    case "paper":
      return `paper ${need.motion.id}`;
    case "ballot":
    case "answer":
      return `${need.need} ${need.motion.id}`;
    case "reply":
      return `reply ${need.post}`;
    case "stand":
      return `stand ${need.office}`;
    case "report":
    case "offer":
    case "conflict":
      return `${need.need} ${need.motion}`;
  }
}
