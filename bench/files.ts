/**
 * A large file between two machines over loopback WebRTC, beside a bare data channel that carries as many bytes in the same
 * frames. Both ends of either run in this process, so that they share its event loop alike.
 */
import wrtc from "@roamhq/wrtc";
import { kib, mib } from "../shared/base/units.ts";
import { maxFrame } from "../shared/ports/link.ts";
import { systemRandom } from "../host/random.ts";
import { Ground } from "./ground.ts";
import { Peer } from "./peer.ts";
import { quantile, type Report } from "./report.ts";

const megabytes = Number(process.env["BENCH_FILE_MB"] ?? 1000);
const size = megabytes * 1_000_000;
const posts = 40;

export async function files(): Promise<readonly Report[]> {
  await using ground = new Ground();
  const [ada, bela] = [await Peer.open(ground.directory(), "Ada"), await Peer.open(ground.directory(), "Bela")];
  ground.later(() => ada.close());
  ground.later(() => bela.close());
  const group = await ada.foundsWith(bela);
  const { thread } = await ada.does({ type: "thread.start", group, title: "Meanwhile", text: "It begins." });

  const { ms: reading, value: upload } = await timed(() => readIn(ada, group));
  const { file } = await ada.does({ type: "file.share", group, upload });
  await bela.sees({ query: "file", group, file }, (view) => view !== null && view.holders.length > 0);
  const before = process.memoryUsage().rss;
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
  const delays: number[] = [];
  const fetching = timed(async () => {
    await bela.does({ type: "file.fetch", group, file });
    await bela.sees({ query: "file", group, file }, (view) => view?.here.is === "here");
  });
  await Promise.race([fetching, postsMeanwhile(ada, bela, { group, thread }, delays)]);
  const { ms: fetched } = await fetching;
  clearInterval(sampling);
  const bare = await timed(bareChannel);
  const rate = (ms: number): number => size / 1e6 / (ms / 1000);
  return [
    {
      name: "files",
      about: `${megabytes} MB between two machines over loopback, both in one process`,
      rows: [
        { what: "reading in: MB", value: rate(reading), unit: "per second" },
        { what: "fetching: MB", value: rate(fetched), unit: "per second" },
        { what: "bare data channel, plaintext: MB", value: rate(bare.ms), unit: "per second" },
        { what: "fetching / bare", value: bare.ms / fetched, unit: "×", aim: "≥ 0.5", held: bare.ms / fetched >= 0.5 },
        { what: "memory gained while fetching", value: (most - before) / mib(1), unit: "MiB", aim: "≤ 128 MiB", held: most - before <= mib(128) },
        { what: `a post seen meanwhile, p50 of ${delays.length}`, value: quantile(delays, 0.5), unit: "ms" },
        { what: "a post seen meanwhile, p95", value: quantile(delays, 0.95), unit: "ms", aim: "≤ 500 ms", held: quantile(delays, 0.95) <= 500 },
      ],
    },
  ];
}

async function readIn(peer: Peer, group: string): Promise<string> {
  const { upload } = await peer.does({ type: "file.begin", group, place: "bench", name: "film", mediaType: "", size });
  const piece = systemRandom.bytes(mib(1));
  for (let at = 0; at < size; at += piece.length) await peer.does({ type: "file.append", group, upload, bytes: piece.subarray(0, Math.min(piece.length, size - at)) });
  await peer.does({ type: "file.finish", group, upload });
  return upload;
}

/** Posts while the file crosses, one after another. */
async function postsMeanwhile(from: Peer, to: Peer, { group, thread }: { group: string; thread: string }, delays: number[]): Promise<void> {
  for (let n = 2; n < 2 + posts; n++) {
    const start = performance.now();
    const seen = to.sees({ query: "thread", group, thread }, (t) => (t?.posts.length ?? 0) >= n);
    await from.does({ type: "post.write", group, thread, text: `Number ${n}` });
    await seen;
    delays.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** As rtc/channel-link.ts sends: frames of 16 KiB, waiting while more than 512 KiB are unsent. */
async function bareChannel(): Promise<void> {
  const [one, other] = [new wrtc.RTCPeerConnection(), new wrtc.RTCPeerConnection()];
  one.onicecandidate = ({ candidate }) => void (candidate && other.addIceCandidate(candidate));
  other.onicecandidate = ({ candidate }) => void (candidate && one.addIceCandidate(candidate));
  const channel = one.createDataChannel("bare");
  const received = new Promise<void>((resolve) => {
    other.ondatachannel = ({ channel: far }) => {
      let bytes = 0;
      far.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
        bytes += data.byteLength;
        if (bytes >= size) resolve();
      };
    };
  });
  await one.setLocalDescription(await one.createOffer());
  await other.setRemoteDescription(one.localDescription!);
  await other.setLocalDescription(await other.createAnswer());
  await one.setRemoteDescription(other.localDescription!);
  await new Promise<void>((resolve) => (channel.onopen = () => resolve()));
  const frame = systemRandom.bytes(maxFrame) as Uint8Array<ArrayBuffer>;
  for (let sent = 0; sent < size; sent += frame.length) {
    while (channel.bufferedAmount > kib(512)) await new Promise((resolve) => setTimeout(resolve, 5));
    channel.send(frame);
  }
  await received;
  one.close();
  other.close();
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}
