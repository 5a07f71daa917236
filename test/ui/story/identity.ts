/** ID-5. My words: BIP-39's own example. */
import { idOf } from "./people.ts";
import type { Answer } from "../../../shared/contract/answers.ts";
import type { Command, CommandType } from "../../../shared/contract/commands.ts";
import type { IdentitySnapshot } from "../../../shared/contract/identity-snapshot.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";

const words = ["legal", "winner", "thank", "year", "wave", "sausage", "worth", "useful", "legal", "winner", "thank", "yellow"];

export interface StoryIdentity {
  written: number | null;
}

type OfIdentity = Extract<Command, { type: "identity.words" | "identity.confirm" | "identity.enter" }>;

export function performIdentity(mine: StoryIdentity, command: OfIdentity, now: number): { readonly answer: Answer<CommandType> | null } | Refusal {
  if (command.type === "identity.words") return { answer: { words, groups: [{ group: idOf("Boat House"), words: [...words, ...words] }] } };
  if (command.type === "identity.enter") return command.words.includes("zoo") ? { kind: "WordsDoNotFit" } : { answer: { groups: [] } };
  const wrong = command.answers.find(({ place, word }) => words[place - 1] !== word);
  if (wrong !== undefined) return { kind: "OtherWord", place: wrong.place };
  mine.written = now;
  return { answer: null };
}

export const identityOf = ({ written }: StoryIdentity): IdentitySnapshot => ({
  written,
  groups: [
    { id: idOf("Harbour Street Tenants"), name: "Harbour Street Tenants", covered: true, here: true },
    { id: idOf("Port Bakers"), name: "Port Bakers’ Co-op", covered: false, here: false },
    { id: idOf("Boat House"), name: "Boat House", covered: false, here: true },
  ],
});
