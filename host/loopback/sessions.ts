/**
 * Who may speak to the loopback host: a window that was given a single-use token in the fragment of its address, and
 * has exchanged it for a session cookie. A fragment is never sent, logged or referred; the cookie survives a reload.
 */
import { timingSafeEqual } from "node:crypto";
import { toBase64url, utf8 } from "../../shared/base/bytes.ts";
import type { Random } from "../../shared/ports/random.ts";

const secretBytes = 32;
/** Tokens given out and not used yet; the oldest go first. */
const maxTokens = 100;

export class Sessions {
  readonly #random: Random;
  readonly #cookieName: string;
  #tokens: string[] = [];
  readonly #sessions: string[] = [];

  /** Browsers keep one cookie jar for all ports of a host, so the name tells them apart. */
  constructor(random: Random, port: number) {
    this.#random = random;
    this.#cookieName = `veche-${port}`;
  }

  newToken(): string {
    const token = this.#secret();
    this.#tokens = [...this.#tokens.slice(1 - maxTokens), token];
    return token;
  }

  /** A Set-Cookie value for a token that was given out and not used; null for any other. */
  exchange(token: string): string | null {
    const at = this.#tokens.findIndex((given) => same(given, token));
    if (at < 0) return null;
    this.#tokens.splice(at, 1);
    const session = this.#secret();
    this.#sessions.push(session);
    return `${this.#cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** True when this Cookie header carries a session of ours. */
  admits(cookies: string | undefined): boolean {
    const prefix = `${this.#cookieName}=`;
    const given = (cookies ?? "").split("; ").filter((cookie) => cookie.startsWith(prefix));
    return given.some((cookie) => this.#sessions.some((session) => same(session, cookie.slice(prefix.length))));
  }

  #secret(): string {
    return toBase64url(this.#random.bytes(secretBytes));
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [utf8(a), utf8(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
