/** REST-1. The profile of this machine: making, opening, changing and destroying it. */
import { err, ok } from "../../base/result.ts";
import { limits } from "../../base/limits.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { openSlots, writeSlots } from "../../keys/slot.ts";
import type { Argon2Cost } from "../../crypto/sodium.ts";
import type { Random } from "../../ports/random.ts";
import type { Storage } from "../../ports/storage.ts";
import type { Vault, VaultProblem } from "../../ports/vault.ts";
import { refuse, required, type Done } from "../checks.ts";
import { ProfileStore, type ProfileRecord } from "../profile-store.ts";

export const leastPassphrase = 8;

export interface ProfileDeps {
  readonly vault: Vault;
  readonly random: Random;
  readonly cost: Argon2Cost;
}

export interface Opened {
  readonly storage: Storage;
  readonly profile: ProfileRecord;
}

/** A fresh profile under a random database key. */
export async function create({ vault, random, cost }: ProfileDeps, command: CommandOf<"profile.create">): Promise<Done<Opened>> {
  const name = required("name", command.name, limits.personName);
  if (!name.ok) return name;
  if ([...command.passphrase].length < leastPassphrase) return refuse({ kind: "PassphraseTooShort", least: leastPassphrase });
  if ((await vault.readSlots()) !== null) return refuse({ kind: "ProfileExists" });
  const key = random.bytes(32);
  await vault.writeSlots(writeSlots(key, command.passphrase, random, cost));
  const opened = await vault.open(key);
  key.fill(0);
  if (!opened.ok) return err(refusalFor(opened.error));
  const profile: ProfileRecord = { name: name.value, signalling: [], stun: [], place: await vault.place() };
  await new ProfileStore(opened.value).write(profile);
  return ok({ storage: opened.value, profile });
}

export async function unlock({ vault }: ProfileDeps, command: CommandOf<"profile.unlock">): Promise<Done<Opened>> {
  const slots = await vault.readSlots();
  if (slots === null) return refuse({ kind: "NoProfile" });
  const key = openSlots(slots, command.passphrase);
  if (key === "WrongPassphrase") return refuse({ kind: "WrongPassphrase" });
  if (key === "Damaged") return refuse({ kind: "ProfileDamaged", detail: "key slots" });
  const opened = await vault.open(key);
  key.fill(0);
  if (!opened.ok) return err(refusalFor(opened.error));
  const profile = await new ProfileStore(opened.value).read();
  if (profile !== null) return ok({ storage: opened.value, profile });
  await opened.value.close();
  return refuse({ kind: "ProfileDamaged", detail: "profile" });
}

/** Wraps the same database key anew; the old passphrase opens nothing afterwards. */
export async function changePassphrase({ vault, random, cost }: ProfileDeps, command: CommandOf<"profile.changePassphrase">): Promise<Done<null>> {
  if ([...command.next].length < leastPassphrase) return refuse({ kind: "PassphraseTooShort", least: leastPassphrase });
  const slots = await vault.readSlots();
  if (slots === null) return refuse({ kind: "NoProfile" });
  const key = openSlots(slots, command.current);
  if (key === "WrongPassphrase") return refuse({ kind: "WrongPassphrase" });
  if (key === "Damaged") return refuse({ kind: "ProfileDamaged", detail: "key slots" });
  await vault.writeSlots(writeSlots(key, command.next, random, cost));
  key.fill(0);
  return ok(null);
}

function refusalFor(problem: VaultProblem) {
  switch (problem.kind) {
    case "WrongKey":
      return { kind: "WrongPassphrase" } as const;
    case "Damaged":
      return { kind: "ProfileDamaged", detail: problem.detail } as const;
    case "InUse":
      return { kind: "ProfileInUse" } as const;
  }
}
