/** A small SOCKS5 proxy (RFC 1928, RFC 1929) of a test's own: remembers what it was asked for, and reaches what `resolve` says. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface SocksServer {
  readonly address: string;
  /** The names and ports that were asked for, with the user that asked. */
  readonly asked: readonly { readonly host: string; readonly port: number; readonly user: string }[];
}

export async function socksServer(resolve: (host: string, port: number) => { host: string; port: number } | null = (host, port) => ({ host, port })): Promise<SocksServer> {
  const asked: { host: string; port: number; user: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    void converse(socket).catch(() => socket.destroy());
  });

  const converse = async (socket: Socket): Promise<void> => {
    const read = reader(socket);
    const [, methods = 0] = await read(2);
    const offered = await read(methods);
    const byPassword = offered.includes(2);
    socket.write(Uint8Array.of(5, byPassword ? 2 : 0));
    let user = "";
    if (byPassword) {
      const [, userLength = 0] = await read(2);
      user = Buffer.from(await read(userLength)).toString();
      const [passwordLength = 0] = await read(1);
      await read(passwordLength);
      socket.write(Uint8Array.of(1, 0));
    }
    const [, , , kind] = await read(4);
    const host = kind === 1 ? (await read(4)).join(".") : Buffer.from(await read((await read(1))[0]!)).toString();
    const [high = 0, low = 0] = await read(2);
    const port = high * 256 + low;
    asked.push({ host, port, user });
    const to = resolve(host, port);
    if (to === null) {
      socket.end(Uint8Array.of(5, 4, 0, 1, 0, 0, 0, 0, 0, 0)); // host unreachable
      return;
    }
    const onward = connect(to);
    sockets.add(onward);
    onward.on("error", () => socket.destroy());
    onward.on("connect", () => {
      socket.write(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0));
      socket.pipe(onward);
      onward.pipe(socket);
      socket.resume();
    });
    socket.on("close", () => onward.destroy());
    onward.on("close", () => socket.destroy());
  };

  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { address: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Reads exactly so many bytes at a time. */
function reader(socket: Socket): (length: number) => Promise<Uint8Array> {
  return (length) =>
    new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error("closed"));
      const look = (): void => {
        const bytes = length === 0 ? Buffer.alloc(0) : (socket.read(length) as Buffer | null);
        if (bytes === null) return;
        socket.off("readable", look);
        socket.off("close", gone);
        resolve(new Uint8Array(bytes));
      };
      socket.on("readable", look);
      socket.once("close", gone);
      look();
    });
}
