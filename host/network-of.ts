/** Whom limits are counted for: IPv4 in either notation; of IPv6 the network, since one machine has a whole one to take addresses from. */
export function networkOf(remoteAddress: string | undefined): string {
  const address = (remoteAddress ?? "").replace(/^::ffff:(?=[0-9.]+$)/u, "");
  if (!address.includes(":") || address === "::1") return address;
  const [head = "", tail = ""] = address.split("%")[0]!.split("::");
  const groups = [...head.split(":"), ...Array<string>(8).fill("0"), ...tail.split(":")].filter((group) => group !== "");
  return groups.slice(0, 4).join(":");
}
