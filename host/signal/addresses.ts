/** Addresses of signalling servers: which texts are one, and which are this machine's own. */
import { networkInterfaces } from "node:os";

/** The same address in one spelling, or null when it is none that can be dialled. */
export function normalAddress(text: string): string | null {
  if (text.length > 512 || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== "ws:" && url.protocol !== "wss:") return null;
  if (url.username !== "" || url.password !== "" || url.hash !== "") return null;
  return url.pathname === "/" && url.search === "" ? `${url.protocol}//${url.host}` : url.href;
}

/**
 * Where a server of this machine on `port` is reached: by other machines first (IPv4, then IPv6), then by this one.
 * Link-local IPv6 is left out: it means something only together with an interface of the other machine.
 */
export function machineAddresses(port: number, scheme = "ws"): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const usable = all.filter(({ address }) => !address.toLowerCase().startsWith("fe80"));
  const place = ({ internal, family }: { internal: boolean; family: string }): number =>
    (internal ? 2 : 0) + (family === "IPv4" ? 0 : 1);
  return usable
    .sort((a, b) => place(a) - place(b))
    .map(({ address, family }) => `${scheme}://${family === "IPv4" ? address : `[${address}]`}:${port}`);
}

/** Changes whenever an interface comes, goes or changes its address. */
export function networkFingerprint(): string {
  const all = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).map(({ address }) => `${name} ${address}`),
  );
  return all.sort().join("\n");
}
