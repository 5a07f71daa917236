/**
 * The long proofs one after the other, each with the machine to itself and its counts on the screen. One that fails keeps none of
 * the others from running; which did is said at the end.
 */

/**
 * @param {readonly string[]} parts
 * @param {(part: string) => Promise<number>} run answers an exit code
 * @param {(line: string) => void} say
 * @param {() => number} now milliseconds
 * @returns {Promise<number>} the exit code of all
 */
export async function inTurn(parts, run, say, now = () => performance.now()) {
  /** @type {string[]} */
  const failed = [];
  /** @type {string[]} */
  const lines = [];
  for (const part of parts) {
    const from = now();
    const code = await run(part);
    if (code > 128) return code; // somebody ended it
    if (code !== 0) failed.push(part);
    lines.push(`${code === 0 ? "holds " : "FAILED"}  ${part}  ${Math.round((now() - from) / 1000)} s`);
  }
  say(["", ...lines, `${parts.length - failed.length} of ${parts.length} proofs hold`].join("\n"));
  return failed.length === 0 ? 0 : 1;
}
