/** Lists by key, for what waits for something that is not here yet. They grow in place: who fills one may be hostile. */

export function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** What was appended under a key, which is then forgotten. */
export function takeAll<K, V>(lists: Map<K, V[]>, key: K): readonly V[] {
  const list = lists.get(key) ?? [];
  lists.delete(key);
  return list;
}
