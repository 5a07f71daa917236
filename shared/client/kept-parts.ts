/**
 * What a new snapshot shares with the one before: every part that is equal in value stays the same object, so that only what
 * changed crosses to the window and is drawn anew. Bytes are equal when they are the same object.
 */
export function withPartsOf(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) return listWith(before, after);
  return isFields(before) && isFields(after) ? fieldsWith(before, after) : after;
}

function listWith(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const list = after.map((item, at) => (at < before.length ? withPartsOf(before[at], item) : item));
  return list.length === before.length && list.every((item, at) => Object.is(item, before[at])) ? before : list;
}

function fieldsWith(before: Fields, after: Fields): Fields {
  const keys = Object.keys(after);
  const fields = Object.fromEntries(keys.map((key) => [key, withPartsOf(before[key], after[key])]));
  return keys.length === Object.keys(before).length && keys.every((key) => key in before && Object.is(fields[key], before[key])) ? before : fields;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
