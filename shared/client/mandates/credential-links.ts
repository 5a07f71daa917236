/**
 * MAN-9. Whoever is in both groups, and agreed that this is seen, puts before a council what is newly decided about an
 * office of the other group: so a recall is known there at the next contact, whoever of the two groups brings it.
 */
import type { GroupId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { presentationCodec } from "../../governance/mandate-records.ts";
import { kinds } from "../../log/kind.ts";
import type { Group } from "../group.ts";
import { unlessUnwritable } from "../writing.ts";
import type { CredentialLink, ProfileStore } from "../profile-store.ts";
import { bearerOf, credentialOf, isKnownTo } from "./credentials.ts";

export class CredentialLinks {
  #links: readonly CredentialLink[] = [];
  readonly #busy = new Set<CredentialLink>();

  constructor(
    private readonly store: ProfileStore,
    private readonly groupOf: (id: GroupId) => Group | undefined,
  ) {}

  async begin(): Promise<void> {
    this.#links = await this.store.credentialLinks();
  }

  of(group: GroupId): readonly CredentialLink[] {
    return this.#links.filter((link) => link.group === group);
  }

  async set(link: CredentialLink, on: boolean): Promise<void> {
    const others = this.#links.filter((one) => one.group !== link.group || one.office !== link.office || one.council !== link.council);
    this.#links = on ? [...others, link] : others;
    await this.store.saveCredentialLinks(this.#links);
    this.wake(link.group);
  }

  /** Something changed in one of the two. */
  wake(group: GroupId): void {
    for (const link of this.#links) if (link.group === group || link.council === group) void this.#present(link);
  }

  async #present(link: CredentialLink): Promise<void> {
    const giving = this.groupOf(link.group);
    const council = this.groupOf(link.council);
    if (giving === undefined || council === undefined || council.held || this.#busy.has(link)) return;
    this.#busy.add(link);
    try {
      const isMember = council.mayGovern && council.fold.assembly.standing().of(council.me) === "active";
      if (isMember && newsFor(giving, council, link) !== null) await unlessUnwritable(() => council.authorIf(kinds.credential, () => newsFor(giving, council, link)), null);
    } finally {
      this.#busy.delete(link);
    }
  }
}

function newsFor(giving: Group, council: Group, { office }: CredentialLink): Uint8Array | null {
  const credential = credentialOf(giving, office);
  if (credential === null || isKnownTo(council, giving.group, credential.mandate)) return null;
  const file = credential.file();
  if (file.length > limits.credential) return null; // the page says that it has to be handed over
  const bears = credential.mandate.holders.some(({ id }) => id === giving.me);
  return presentationCodec.encode({ file, bearer: bears ? bearerOf(giving, council) : null });
}
