/**
 * Connections to relays: direct or through a SOCKS5 proxy, plain or TLS by the system's authorities or by the one
 * certificate an address names. Each lane has connections of its own; through a proxy also credentials of its own,
 * which Tor takes for "do not put these on one circuit" (IsolateSOCKSAuth).
 */
import { Agent, type ClientRequestArgs } from "node:http";
import { connect as connectTcp } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { SocksClient } from "socks";
import { readProxy, type RelayAddress } from "../../shared/mailbox/relay-address.ts";
import { seconds } from "../../shared/base/units.ts";

/** Why no connection came about. */
export class NoConnection extends Error {
  constructor(readonly kind: "Unreachable" | "ProxyUnreachable" | "Untrusted") {
    super(kind);
  }
}

const connectWithin = seconds(15);
/** An onion service is reached in several steps. */
const connectThroughWithin = seconds(60);

export class RelayAgent extends Agent {
  constructor(
    private readonly relay: RelayAddress,
    private readonly proxy: string | null,
    private readonly lane: string,
  ) {
    super({ keepAlive: true, maxSockets: 4, maxFreeSockets: 2, timeout: seconds(60) });
  }

  override createConnection(_options: ClientRequestArgs, callback?: (error: Error | null, stream: Duplex) => void): undefined {
    this.#connect().then(
      (stream) => callback?.(null, stream),
      (error: unknown) => callback?.(error as Error, undefined as never),
    );
  }

  async #connect(): Promise<Duplex> {
    const socket = this.proxy === null ? await this.#direct() : await this.#through(this.proxy);
    return this.relay.secure ? this.#secured(socket) : socket;
  }

  #direct(): Promise<Duplex> {
    const socket = connectTcp({ host: this.relay.host, port: this.relay.port });
    return opened(socket, "connect", connectWithin, "Unreachable");
  }

  /** The proxy resolves the name. */
  async #through(proxy: string): Promise<Duplex> {
    const at = readProxy(proxy);
    if (at === null) throw new NoConnection("ProxyUnreachable");
    const reached = await opened(connectTcp(at), "connect", connectWithin, "ProxyUnreachable");
    try {
      const { socket } = await SocksClient.createConnection({
        proxy: { host: at.host, port: at.port, type: 5, userId: this.lane, password: this.lane },
        existing_socket: reached,
        command: "connect",
        destination: { host: this.relay.host, port: this.relay.port },
        timeout: connectThroughWithin,
      });
      return socket;
    } catch {
      reached.destroy();
      throw new NoConnection("Unreachable");
    }
  }

  async #secured(socket: Duplex): Promise<Duplex> {
    const { host, pin } = this.relay;
    const isName = !/^[0-9.]+$/u.test(host) && !host.includes(":");
    const secured = connectTls({ socket, host, ...(isName ? { servername: host } : {}), rejectUnauthorized: pin === null });
    await opened(secured, "secureConnect", connectWithin, "Untrusted");
    if (pin === null || fingerprintOf(secured) === pin) return secured;
    secured.destroy();
    throw new NoConnection("Untrusted");
  }
}

const fingerprintOf = (socket: TLSSocket): string => socket.getPeerX509Certificate()?.fingerprint256.replaceAll(":", "").toLowerCase() ?? "";

function opened<S extends Duplex>(stream: S, event: string, within: number, otherwise: NoConnection["kind"]): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      clearTimeout(late);
      stream.destroy();
      reject(new NoConnection(otherwise));
    };
    const late = setTimeout(fail, within);
    stream.once("error", fail);
    stream.once("close", fail);
    stream.once(event, () => {
      clearTimeout(late);
      stream.off("error", fail);
      stream.off("close", fail);
      resolve(stream);
    });
  });
}
