/** Ballots that say something of each option: one of a few answers, or a tick. */
import { Checkbox } from "../../design/Checkbox.tsx";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import styles from "./Ballot.module.css";

interface AnswerEachProps<A extends string> {
  readonly titles: readonly string[];
  readonly labelOf: (title: string) => string;
  readonly answers: readonly { readonly value: A; readonly name: string }[];
  /** Null: nothing was said of it yet. */
  readonly answerOf: (option: number) => A | null;
  readonly onAnswer: (option: number, answer: A) => void;
}

export function AnswerEach<A extends string>({ titles, labelOf, answers, answerOf, onAnswer }: AnswerEachProps<A>) {
  return (
    <div className={styles.choices}>
      {titles.map((title, option) => (
        <div key={option}>
          <p className={styles.option}>
            <OptionLetter option={option} small />
            <bdi className={styles.optionName}>{title}</bdi>
          </p>
          <RadioGroup label={labelOf(title)} labelHidden row value={answerOf(option)} onChange={(answer) => onAnswer(option, answer)} options={answers} />
        </div>
      ))}
    </div>
  );
}

interface TickEachProps {
  readonly label: string;
  /** `beside`: said beside the title. */
  readonly options: readonly { readonly title: string; readonly beside?: string }[];
  /** Indexes, ascending. */
  readonly ticked: readonly number[];
  readonly onTick: (ticked: readonly number[]) => void;
}

export function TickEach({ label, options, ticked, onTick }: TickEachProps) {
  return (
    <div role="group" aria-label={label} className={styles.choices}>
      {options.map(({ title, beside }, option) => (
        <Checkbox
          key={option}
          checked={ticked.includes(option)}
          onChange={(on) => {
            const others = ticked.filter((each) => each !== option);
            onTick(on ? [...others, option].sort((a, b) => a - b) : others);
          }}
        >
          <span className={styles.option}>
            <OptionLetter option={option} small />
            <bdi className={styles.optionName}>{title}</bdi> {beside !== undefined && <span className={styles.say}>{beside}</span>}
          </span>
        </Checkbox>
      ))}
    </div>
  );
}
