/** The networks this machine is on: its addresses there, and which others belong to them. */
import { isIPv4, isIPv6, BlockList } from "node:net";
import { networkInterfaces, type NetworkInterfaceInfo } from "node:os";

export type OwnAddress = NetworkInterfaceInfo & { readonly interface: string };

const isLinkLocal = (address: string): boolean => /^fe[89ab]/iu.test(address);

/** Without loopback; IPv4 first, link-local last. */
export function ownAddresses(): readonly OwnAddress[] {
  const all = Object.entries(networkInterfaces()).flatMap(([name, infos]) => (infos ?? []).map((info): OwnAddress => ({ ...info, interface: name })));
  const place = ({ family, address }: OwnAddress): number => (family === "IPv4" ? 0 : isLinkLocal(address) ? 2 : 1);
  return all.filter(({ internal }) => !internal).sort((a, b) => place(a) - place(b));
}

/**
 * The addresses to dial for one that another machine named: itself where it is on one of our networks, with each of our
 * interfaces where it is link-local, nothing otherwise. A member must not make us call the rest of the world, nor ourselves.
 */
export function nearbyAddresses(address: string, own: readonly OwnAddress[] = ownAddresses()): readonly string[] {
  const [bare = ""] = address.split("%");
  if (isIPv6(bare) && isLinkLocal(bare)) {
    if (address !== bare) return own.some((one) => one.interface === address.slice(bare.length + 1)) ? [address] : [];
    return [...new Set(own.filter((one) => isLinkLocal(one.address)).map((one) => `${bare}%${one.interface}`))];
  }
  const family = isIPv4(bare) ? "ipv4" : isIPv6(bare) ? "ipv6" : null;
  if (family === null || address !== bare) return [];
  const networks = new BlockList();
  for (const { cidr, family: ofOwn } of own) {
    const [network, prefix] = cidr?.split("/") ?? [];
    if (network !== undefined && ofOwn.toLowerCase() === family) networks.addSubnet(network, Number(prefix), family);
  }
  return networks.check(bare, family) ? [bare] : [];
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export const endpointText = ({ host, port }: Endpoint): string => (host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`);

/** Null for what is no `host:port` with a numeric address. */
export function parseEndpoint(text: string): Endpoint | null {
  const [, six, four, port = ""] = /^(?:\[([0-9a-f:.]{2,45}(?:%[\w.-]{1,32})?)\]|([0-9.]{7,15})):(\d{1,5})$/iu.exec(text) ?? [];
  const host = six ?? four ?? "";
  const number = Number(port);
  if (!(isIPv4(host) || isIPv6(host)) || number < 1 || number > 65_535) return null;
  return { host, port: number };
}
