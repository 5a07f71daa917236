/**
 * The window's address after its #: path and query both, so that one page's query never sticks to the next (wouter's own
 * hash location keeps the query before the #).
 */
import { useSyncExternalStore } from "react";
import type { BaseLocationHook, BaseSearchHook } from "wouter";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

const address = (): string => location.hash.replace(/^#?\/?/, "/");
const path = (): string => address().split("?")[0] ?? "/";
const query = (): string => address().split("?")[1] ?? "";

function go(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  const oldURL = location.href;
  history[replace ? "replaceState" : "pushState"](null, "", `#${to.startsWith("?") ? path() + to : to}`);
  window.dispatchEvent(new HashChangeEvent("hashchange", { oldURL, newURL: location.href }));
}

export const useHashLocation: BaseLocationHook = Object.assign((): [string, typeof go] => [useSyncExternalStore(subscribe, path), go], {
  hrefs: (href: string): string => `#${href}`,
});

export const useHashSearch: BaseSearchHook = () => useSyncExternalStore(subscribe, query);
