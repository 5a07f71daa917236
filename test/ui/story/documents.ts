/** The open letter of the design, written by four members word by word, as Yjs updates. */
import * as Y from "yjs";
import { days, hours, minutes } from "../../../shared/base/units.ts";
import type { DocumentRow, DocumentSnapshot, VersionRow } from "../../../shared/contract/snapshots.ts";
import { idOf, ref, type Person } from "./people.ts";

export const letterId = idOf("open letter");

/** Yjs clients of the story; Inés has this window. */
export const clients = { jeanne: 101, tomasz: 102, olena: 103, ines: 104 } as const;
export type Writer = keyof typeof clients;

type Words = readonly (readonly [Writer, string, Record<string, unknown>?])[];

/** One document that several hands write. */
class Hands {
  readonly #doc = new Y.Doc({ gc: false });

  get root(): Y.XmlFragment {
    return this.#doc.getXmlFragment("content");
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  write(who: Writer, act: (root: Y.XmlFragment) => void): void {
    this.#doc.clientID = clients[who];
    act(this.root);
  }

  /** A paragraph, each stretch by the hand that is named. */
  paragraph(words: Words, into = (root: Y.XmlFragment): Y.XmlFragment => root): void {
    const [first] = words;
    const text = new Y.XmlText();
    this.write(first![0], (root) => {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [text]);
      into(root).push([paragraph]);
    });
    for (const [who, stretch, marks] of words) this.write(who, () => text.insert(text.length, stretch, marks ?? {}));
  }
}

function letter(): Hands {
  const hands = new Hands();
  hands.paragraph([["jeanne", "To the members of the housing committee,"]]);
  hands.paragraph([
    ["jeanne", "we are eleven households in Harbour Street, blocks 4 to 9. Since September our heating has failed "],
    ["tomasz", "on nineteen days"],
    ["jeanne", "; the coldest morning was "],
    ["olena", "7 °C in a child’s room"],
    ["jeanne", "."],
  ]);
  hands.paragraph([["tomasz", "Meridian Housing answers with a rise of nine per cent. It has refused to show a single figure, although the tenancy law of 2019 obliges it to do so."]]);
  hands.paragraph([["jeanne", "We ask the committee for three things:"]]);
  let list: Y.XmlElement;
  hands.write("jeanne", (root) => {
    list = new Y.XmlElement("orderedList");
    root.push([list]);
  });
  for (const [who, words] of [
    ["jeanne", "that it inspect the boiler rooms before 15 December;"],
    ["olena", "that it demand the accounts which the law provides for;"],
    ["jeanne", "that no household be given notice while the inspection is open."],
  ] as const) {
    hands.paragraph([[who, words]], () => {
      const item = new Y.XmlElement("listItem");
      list.push([item]);
      return item;
    });
  }
  hands.paragraph([["ines", "Seven of us can pay the rise only by cutting food or medicine. We are ready to speak to you in person, and we will publish your answer"]]);
  return hands;
}

/** A place in a paragraph of the letter, as editors name it. */
function placeIn(root: Y.XmlFragment, paragraph: number, words: string, after: boolean): Uint8Array {
  const text = (root.get(paragraph) as Y.XmlElement).get(0) as Y.XmlText;
  const plain = (text.toDelta() as readonly { readonly insert: string }[]).map(({ insert }) => insert).join("");
  return Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, plain.indexOf(words) + (after ? words.length : 0), -1));
}

const caretBytes = (place: Uint8Array): Uint8Array => Uint8Array.of(place.length, ...place, ...place);

export function letterOf(now: number): DocumentSnapshot {
  const hands = letter();
  return {
    id: letterId,
    title: "Open letter to the city",
    folder: "Letters",
    client: clients.ines,
    generation: 0,
    updates: [hands.state],
    authors: (Object.entries(clients) as [Writer, number][]).map(([who, client]) => ({ client, member: ref(who) })),
    live: [],
    carets: [
      { member: ref("tomasz"), caret: caretBytes(placeIn(hands.root, 0, "committee,", true)) },
      { member: ref("olena"), caret: caretBytes(placeIn(hands.root, 2, "do so", true)) },
    ],
    comments: [
      {
        id: idOf("comment nineteen"),
        author: ref("olena"),
        time: now - hours(2),
        from: placeIn(hands.root, 1, "on nineteen days", false),
        to: placeIn(hands.root, 1, "on nineteen days", true),
        quote: "on nineteen days",
        text: "Twenty with yesterday. The boiler log has the dates.",
        resolved: false,
        replies: 1,
      },
    ],
    evidence: [],
    reachedMembers: 3,
    loading: null,
    preview: null,
  };
}

export function documentsOf(now: number): readonly DocumentRow[] {
  const row = (id: string, title: string, folder: string, author: Person, ago: number, comments = 0): DocumentRow => ({ id, title, folder, author: ref(author), created: now - days(14), last: { author: ref(author), time: now - ago }, comments });
  return [
    row(letterId, "Open letter to the city", "Letters", "ines", minutes(20), 1),
    row(idOf("house rules"), "House rules for the assembly", "", "ruth", days(3)),
    row(idOf("minutes document"), "Minutes of 12 November", "Minutes", "ruth", days(12)),
    row(idOf("list of defects"), "Список неисправностей, блок 6", "Letters", "dmitri", days(1)),
  ];
}

/** What was written when, oldest first. */
export function historyOf(now: number): readonly VersionRow[] {
  const told: readonly (readonly [Person, number, number, number])[] = [
    ["jeanne", 13.6, 120, 0],
    ["jeanne", 13.4, 210, 4],
    ["tomasz", 11.9, 96, 0],
    ["jeanne", 10.5, 62, 12],
    ["olena", 9.2, 140, 0],
    ["tomasz", 7.8, 24, 6],
    ["ines", 6.4, 110, 0],
    ["jeanne", 4.9, 180, 30],
    ["tomasz", 3.1, 240, 15],
    ["olena", 1.2, 130, 8],
    ["ines", 0.4, 96, 2],
    ["olena", 0.1, 26, 0],
  ];
  return told.map(([who, ago, added, removed], at) => ({ id: idOf(`version ${at}`), author: ref(who), time: now - days(ago), added, removed }));
}
