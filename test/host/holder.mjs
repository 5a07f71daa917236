// A process that holds a profile's lock until it is killed. Plain JavaScript: it runs without a build.
import { Database } from "@signalapp/sqlcipher";

const holder = new Database(process.argv[2] ?? "");
holder.exec("BEGIN EXCLUSIVE");
process.send?.("held");
setInterval(() => undefined, 60_000);
