/**
 * What a document is made of: the root holds elements, an element holds elements and texts, a text holds characters and
 * marks; elements and texts have attributes. Each is a list of structs of its own, an attribute a list of its values.
 */

export interface List {
  readonly of: Container;
  /** Of an attribute. */
  readonly key: string | null;
}

export class Container {
  readonly children: List = { of: this, key: null };
  readonly #attributes = new Map<string, List>();

  constructor(
    readonly is: "element" | "text",
    /** The root is at 0. */
    readonly depth: number,
  ) {}

  attribute(key: string): List {
    let list = this.#attributes.get(key);
    if (list === undefined) this.#attributes.set(key, (list = { of: this, key }));
    return list;
  }
}
