/**
 * [DOC-2] Several people type into one text at the same moment, each beside words that others have only shown. Whatever
 * order live text and entries come in, and whoever shows what never becomes an entry: every honest word becomes part of
 * the document once, written by who wrote it, and every page ends alike.
 */
import type * as Y from "yjs";
import { expect, it } from "vitest";
import type { EntryId } from "../../shared/base/ids.ts";
import { DocumentDesk } from "../../shared/client/document-desk.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { documentCodec } from "../../shared/document/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { SharedText } from "../../renderer/features/documents/editor/shared-text.ts";
import { SimClock } from "../sim/network.ts";
import { everyoneHears, seededRandom, street, type Machine } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";
import { begin } from "./writers.ts";

await cryptoReady;

const seeds = process.env.VECHE_PROOF === "1" ? 2000 : 40;

/** A member at their machine, with the document open. */
class Person {
  readonly desk: DocumentDesk;
  page: SharedText;
  /** What was typed and taken by the engine, character by character. */
  readonly words: string[] = [];
  /** For each listener what they were shown and have not heard yet. */
  readonly told = new Map<Person, Uint8Array[]>();

  constructor(
    readonly machine: Machine,
    private readonly document: EntryId,
    clock: SimClock,
    /** Shows and enters nothing. */
    readonly cheats: boolean,
  ) {
    this.desk = new DocumentDesk(machine.group, clock, () => undefined);
    this.page = this.#open();
  }

  get text() {
    const { text } = this.machine.group.fold.documents.all.get(this.document)!;
    text.settle();
    return text;
  }

  #state() {
    const live = this.desk.pending(this.text).map(({ bytes, device }) => ({ member: device as never, name: "", me: false, update: bytes }));
    const { client } = this.text.view.next(this.machine.group.own.device);
    return { client, generation: this.desk.generation(this.text), updates: this.text.updates, live };
  }

  #open(): SharedText {
    return new SharedText(this.#state(), (update) => this.#written(update));
  }

  #fresh: Uint8Array[] = [];
  #written(update: Uint8Array): void {
    this.#fresh.push(update);
  }

  /** The window follows its engine. */
  look(): void {
    const state = this.#state();
    if (state.generation === this.page.generation) this.page.take(state);
    else this.page = this.#open();
  }

  /** One keystroke; what the engine does not take is set aside in the window. */
  type(word: string, how: (root: Y.XmlFragment) => void): void {
    this.page.doc.transact(() => how(this.page.root));
    for (const update of this.#fresh.splice(0)) {
      for (const queue of this.told.values()) queue.push(update);
      if (this.cheats) continue;
      const taken = this.desk.write(this.text, { update, generation: this.page.generation });
      if (taken.ok) this.words.push(word);
      else {
        expect(taken.error).toBe("Moved");
        this.page = this.#open();
      }
    }
  }

  get shown(): string {
    return this.page.root.toString();
  }
}

const texts = (root: Y.XmlFragment): Y.XmlText[] => root.toArray().flatMap((child) => (child as Y.XmlElement).toArray() as Y.XmlText[]);

async function write(seed: number): Promise<void> {
  const chance = new Seeded(seed);
  const clock = new SimClock();
  const machines = await street(seededRandom(chance), "Ada", "Bela", "Cyn");
  const document = (await machines[0]!.group.author(kinds.document, () => documentCodec.encode({ title: "Statement", folder: "" }))).id;
  await everyoneHears(machines);
  const people = machines.map((machine, i) => new Person(machine, document, clock, i === 2 && chance.chance(0.5)));
  for (const one of people) for (const other of people) if (other !== one) one.told.set(other, []);
  let next = 0x4e00;
  for (let step = 0; step < 60; step++) {
    const person = chance.pick(people);
    person.look();
    const there = texts(person.page.root);
    const word = String.fromCharCode(next++);
    if (there.length === 0 || chance.chance(0.08)) person.type(word, (root) => void begin(root, word));
    else {
      const text = chance.pick(there);
      person.type(word, () => text.insert(Math.max(0, text.length - chance.below(3)), word));
    }
    for (const [listener, queue] of person.told) {
      // Live text is lost now and then, and then what builds on it says nothing.
      if (chance.chance(0.7)) for (const update of queue.splice(0)) if (chance.chance(0.97)) listener.desk.heard({ document, update, caret: null }, person.machine.group.own.device);
    }
    if (chance.chance(0.15)) await chance.pick(people).machine.hear(chance.pick(people).machine);
    if (chance.chance(0.3)) await clock.advance(chance.below(1500));
  }
  for (let i = 0; i < 30; i++) {
    await clock.advance(2500);
    await everyoneHears(machines);
    for (const person of people) person.look();
  }
  const name = `seed ${seed}`;
  for (const person of people.filter(({ cheats }) => !cheats)) {
    expect(person.desk.pending(person.text), name).toEqual([]);
    expect([...person.text.voids.values()], name).toEqual([]);
    expect(person.shown, name).toBe(people[0]!.shown);
    expect(person.page.root.toString(), name).toBe(person.text.live.root.toString());
  }
  const letters = [...people[0]!.text.live.words.replaceAll("\n", "")].sort().join("");
  expect(letters, name).toBe(people.flatMap(({ words }) => words).sort().join(""));
}

it(`keeps every word in ${seeds} histories`, { timeout: seeds * 2000 }, async () => {
  for (let seed = 1; seed <= seeds; seed++) await write(seed);
});
