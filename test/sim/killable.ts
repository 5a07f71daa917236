/** A machine whose program can be killed and started again on what it had written. */
import { memoryVault } from "../../host/vault/memory.ts";
import { ok } from "../../shared/base/result.ts";
import type { Storage } from "../../shared/ports/storage.ts";
import type { Vault } from "../../shared/ports/vault.ts";
import { passphrase, Person } from "./person.ts";
import type { Street } from "./street.ts";

/** What it had handed over when it was killed stays, what it asks afterwards never happens. */
export class Machine {
  readonly #vault = memoryVault();
  readonly written = new Map<string, number>();
  #storage: Storage | null = null;
  #life = 0;
  person!: Person;

  constructor(
    readonly name: string,
    private readonly street: Street,
  ) {}

  async start(fresh: boolean): Promise<void> {
    const life = ++this.#life;
    this.person = new Person(this.name, this.street, { vault: this.#alive(life) });
    await this.person.does(fresh ? { type: "profile.create", name: this.name, passphrase } : { type: "profile.unlock", passphrase });
  }

  async kill(): Promise<void> {
    this.#life += 1;
    this.person.cut();
    await this.#storage?.close();
  }

  #alive(life: number): Vault {
    const vault = this.#vault;
    const alive = <T>(work: () => Promise<T>): Promise<T> => (life === this.#life ? work() : new Promise<never>(() => undefined));
    return {
      place: () => vault.place(),
      readSlots: () => vault.readSlots(),
      writeSlots: (slots) => vault.writeSlots(slots),
      destroy: () => vault.destroy(),
      open: async (key) => {
        const opened = await vault.open(key);
        if (!opened.ok) return opened;
        const storage = opened.value;
        this.#storage = storage;
        return ok({ get: (...args) => alive(() => storage.get(...args)), range: (...args) => alive(() => storage.range(...args)), commit: (...args) => alive(() => storage.commit(...args)), search: storage.search, close: () => alive(() => storage.close()) });
      },
      blobs: {
        ...vault.blobs,
        read: (...args) => alive(() => vault.blobs.read(...args)),
        sync: (...args) => alive(() => vault.blobs.sync(...args)),
        write: (name, at, bytes) =>
          alive(() => {
            this.written.set(`${name}/${at}`, (this.written.get(`${name}/${at}`) ?? 0) + 1);
            return vault.blobs.write(name, at, bytes);
          }),
      },
    };
  }
}
