/** Key material that does not print. `reveal` is the only way in; `wipe` zeroes it when its holder ends. */
export class Secret {
  readonly #bytes: Uint8Array;

  /** Takes the bytes over: the caller keeps no other copy. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  reveal(): Uint8Array {
    return this.#bytes;
  }

  wipe(): void {
    this.#bytes.fill(0);
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }
}
