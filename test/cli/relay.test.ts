/** `veche relay`: a real process, from its first start to a clean end and a second start. */
import { expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { blobId } from "../../shared/mailbox/mailbox.ts";
import { blob, mailbox, toPut, toRead } from "../host/relay/mailboxes.ts";
import { client } from "../host/relay/running.ts";
import { vecheProgram } from "./program.ts";

const { veche, relay, file, path, person } = vecheProgram();

it("[SYNC-6] keeps what it is given until it is asked, over a clean end and a new start", async () => {
  await cryptoReady;
  const first = await relay("--data", path("kept"), "--port", "0");
  expect(first.started).toMatchObject({ event: "relay", counters: null, held: { mailboxes: 0, blobs: 0, bytes: 0 } });
  const bytes = blob();
  const at = (port: number) => ({ relay: `http://127.0.0.1:${port}` });
  expect(await client().put(toPut(at(first.port), mailbox(1), bytes), blobId(bytes), bytes)).toMatchObject({ ok: true });
  expect(await veche("relay", "--data", path("kept"), "--port", "0")).toEqual({ code: 1, stdout: "", stderr: "Another relay runs on this folder.\n" });
  expect(await first.stop()).toBe(0);

  const second = await relay("--data", path("kept"), "--port", "0", "--counters", "0");
  expect(second.started).toMatchObject({ held: { mailboxes: 1, blobs: 1 } });
  expect(await client().list(toRead(at(second.port), mailbox(1)), null)).toMatchObject({ ok: true, value: { blobs: [blobId(bytes)] } });
  expect(await second.stop()).toBe(0);
});

it("says in one sentence what is wrong", async () => {
  expect(await veche("relay", "--data", path("a"))).toMatchObject({ code: 2, stderr: "A relay needs --data DIR and --port N.\n" });
  expect(await veche("relay", "--data", path("a"), "--port", "1", "--cert", "x")).toMatchObject({ code: 2, stderr: "--cert and --key go together.\n" });
  expect(await veche("relay", "--data", path("a"), "--port", "0", "--days", "0")).toMatchObject({ code: 2, stderr: "--days takes a whole number from 1 to 365, not “0”.\n" });
  expect(await veche("relay", "--data", path("a"), "--port", "0", "--cert", file("x.pem", "none"), "--key", file("y.pem", "none"))).toMatchObject({
    code: 1,
    stderr: "--cert and --key are to be a certificate and its key, in PEM files that can be read.\n",
  });
});

type Threads = readonly { readonly title: string }[];

it("[SYNC-6] two who are never online together write to each other through a relay, also when it was killed and started again meanwhile", { timeout: 180_000 }, async () => {
  const [ada, bela] = [person("Ada"), person("Bela")];
  const first = await relay("--data", path("relay"), "--port", "0");
  const address = `http://127.0.0.1:${first.port}`;

  // They meet once: the invite carries the relay's address.
  const { group } = await ada.answer<{ group: string }>("found", "--name", "Harbour Street", "--as", "Ada");
  await ada.answer("relay", "add", address);
  await ada.serve();
  const { link } = await ada.answer<{ link: string }>("invite");
  await bela.answer("join", link, "--as", "Bela");
  await ada.stop();
  expect(await bela.answer("relay", "list")).toMatchObject({ relays: [{ address, entered: false, state: "reached" }] });

  await ada.answer("post", "--title", "The rent", "It rises by nine per cent.");
  expect(await ada.answer("relay", "list")).toMatchObject({ relays: [{ entered: true, state: "reached", going: 0 }] });
  await first.stop("SIGKILL");
  expect(await bela.answer("relay", "list")).toMatchObject({ relays: [{ state: "trouble", problem: "Unreachable" }] });
  const second = await relay("--data", path("relay"), "--port", String(first.port));
  await bela.answer("relay", "list");
  expect((await bela.answer<Threads>("threads", "--wait", "0")).map(({ title }) => title)).toEqual(["The rent"]);

  await bela.answer("post", "--title", "The boiler", "It is cold.");
  await bela.answer("relay", "list");
  await ada.answer("relay", "list");
  expect((await ada.answer<Threads>("threads", "--wait", "0")).map(({ title }) => title).sort()).toEqual(["The boiler", "The rent"]);

  expect(await ada.veche("relay", "add", "ftp://x")).toMatchObject({ code: 1, stderr: expect.stringContaining("“ftp://x” is no address of a relay") as string });
  await ada.answer("relay", "remove", address);
  expect(await ada.answer("relay", "list")).toEqual({ relays: [], proxy: null });
  expect(group).toHaveLength(64);
  await second.stop();
});
