/** Chance. Real adapters use the platform's `crypto.getRandomValues` (ENC-3); tests a seeded generator. */
export interface Random {
  bytes(length: number): Uint8Array;
}
