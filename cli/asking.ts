/** A question to the person at the keyboard, whose answer is no secret. */
import { createInterface } from "node:readline/promises";

/** An empty answer where nobody is there to give one. */
export async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  const answer = await Promise.race([lines.question(question), closed]);
  lines.close();
  return answer;
}
