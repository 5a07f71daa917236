/** What this machine keeps about its person: name, addresses they entered, their groups and secrets, drafts. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { idBytes, idOf, type GroupId, type MotionId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { bytesOf, fields, flag, id, leftOut, list, nullable, record, text, whole, word } from "../base/record.ts";
import { linkedKeysFrom, ownKeysFrom, type OwnKeys } from "../governance/identity.ts";
import { paperBytes } from "../governance/paper.ts";
import type { Storage } from "../ports/storage.ts";
import type { FileLimits } from "./files/file-desk.ts";

export interface ProfileRecord {
  readonly name: string;
  readonly signalling: readonly string[];
  readonly stun: readonly string[];
  /** LOG-7. Where the profile lived when it last wrote; another place may be a copy. */
  readonly place: string;
}

const addresses = list(text(limits.address), limits.addresses);
const profileCodec = record<ProfileRecord>({ name: [1, text(limits.personName)], signalling: [2, addresses], stun: [3, addresses], place: [4, text(4096)] });

export interface GroupRecord {
  /** Seeds of the root, device and box keys of this membership; the first counts only without `root`. */
  readonly seeds: Uint8Array;
  /** The public key of a root that is elsewhere (ID-2): this machine was linked. */
  readonly root?: Uint8Array;
  /** The link being joined with; null once a member. */
  readonly link: string | null;
  /** When it was founded or joined here. */
  readonly since: number;
  /** ID-6. One comes back with the link, as the member one was; "lost": one's other machines are shut out then. */
  readonly returns?: "keeping" | "lost";
  /** ID-5. Its root was read from words of this group that were typed here; else it follows from the paper, or was made here. */
  readonly byRoot?: boolean;
}

const groupCodec = record<GroupRecord>({ seeds: [1, bytesOf(96)], link: [2, nullable(text(8000))], since: [3, whole(0, 2 ** 48)], root: [4, leftOut(bytesOf(32))], returns: [5, leftOut(word(["keeping", "lost"]))], byRoot: [6, leftOut(flag)] });

export const keysOf = ({ seeds, root }: GroupRecord): OwnKeys => (root === undefined ? ownKeysFrom(seeds) : linkedKeysFrom(seeds, root));

/** ID-5. What the roots of this profile follow from. */
export interface PaperRecord {
  readonly paper: Uint8Array;
  /** When the person showed that they have it on paper, or came back with it. */
  readonly written: number | null;
}

const paperCodec = record<PaperRecord>({ paper: [1, bytesOf(paperBytes)], written: [2, nullable(whole(0, 2 ** 48))] });
const paperKey = utf8("paper");

const bytes = whole(0, Number.MAX_SAFE_INTEGER);
const fileLimitsCodec = record<FileLimits>({ auto: [1, bytes], quota: [2, bytes] });
const usualFileLimits: FileLimits = { auto: 2_000_000, quota: 2_000_000_000 };

const profileKey = utf8("profile");
const fileLimitsKey = utf8("files");
const proxyKey = utf8("proxy");

/** MAN-9. Whose credential is presented where, once its owner was asked. */
export interface CredentialLink {
  readonly group: GroupId;
  readonly office: MotionId;
  readonly council: GroupId;
}

const linksKey = utf8("credentials");
const linksCodec = record<{ readonly links: readonly CredentialLink[] }>({
  links: [1, list(fields<CredentialLink>({ group: [1, id<GroupId>()], office: [2, id<MotionId>()], council: [3, id<GroupId>()] }), 1000)],
});

export class ProfileStore {
  constructor(readonly storage: Storage) {}

  async read(): Promise<ProfileRecord | null> {
    const bytes = await this.storage.get("profile", profileKey);
    return bytes === null ? null : profileCodec.decode(bytes);
  }

  write(profile: ProfileRecord): Promise<void> {
    return this.storage.commit([{ space: "profile", key: profileKey, value: profileCodec.encode(profile) }]);
  }

  async groups(): Promise<ReadonlyMap<GroupId, GroupRecord>> {
    const out = new Map<GroupId, GroupRecord>();
    for (const row of await this.storage.range("groups")) {
      const group = groupCodec.decode(row.value);
      if (group !== null) out.set(idOf<GroupId>(row.key), group);
    }
    return out;
  }

  writeGroup(id: GroupId, group: GroupRecord | null): Promise<void> {
    return this.storage.commit([{ space: "groups", key: idBytes(id), value: group === null ? null : groupCodec.encode(group) }]);
  }

  async paper(): Promise<PaperRecord | null> {
    const bytes = await this.storage.get("profile", paperKey);
    return bytes === null ? null : paperCodec.decode(bytes);
  }

  savePaper(paper: PaperRecord): Promise<void> {
    return this.storage.commit([{ space: "profile", key: paperKey, value: paperCodec.encode(paper) }]);
  }

  async fileLimits(): Promise<FileLimits> {
    const stored = await this.storage.get("profile", fileLimitsKey);
    return (stored === null ? null : fileLimitsCodec.decode(stored)) ?? usualFileLimits;
  }

  saveFileLimits(limits: FileLimits): Promise<void> {
    return this.storage.commit([{ space: "profile", key: fileLimitsKey, value: fileLimitsCodec.encode(limits) }]);
  }

  /** A SOCKS5 proxy for relays; null for none. */
  async proxy(): Promise<string | null> {
    const bytes = await this.storage.get("profile", proxyKey);
    return bytes === null ? null : fromUtf8(bytes);
  }

  saveProxy(proxy: string | null): Promise<void> {
    return this.storage.commit([{ space: "profile", key: proxyKey, value: proxy === null ? null : utf8(proxy) }]);
  }

  async credentialLinks(): Promise<readonly CredentialLink[]> {
    const bytes = await this.storage.get("profile", linksKey);
    return (bytes === null ? null : linksCodec.decode(bytes))?.links ?? [];
  }

  saveCredentialLinks(links: readonly CredentialLink[]): Promise<void> {
    return this.storage.commit([{ space: "profile", key: linksKey, value: linksCodec.encode({ links }) }]);
  }

  async draft(key: string): Promise<string> {
    const bytes = await this.storage.get("drafts", utf8(key));
    return bytes === null ? "" : (fromUtf8(bytes) ?? "");
  }

  saveDraft(key: string, draft: string): Promise<void> {
    return this.storage.commit([{ space: "drafts", key: utf8(key), value: draft === "" ? null : utf8(draft) }]);
  }
}
