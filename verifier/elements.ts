/** Elements made of names, attributes and what is in them. Text is text: nothing of a record is ever read as markup. */
type Child = Node | string;

export function el<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Readonly<Record<string, string>> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...children);
}

export const bullets = (items: readonly Child[]): HTMLElement => el("ul", {}, ...items.map((item) => el("li", {}, item)));

export const table = (caption: string, heads: readonly string[], rows: readonly (readonly Child[])[]): HTMLElement =>
  el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el(
      "table",
      {},
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, ...heads.map((head) => (head === "" ? el("td") : el("th", { scope: "col" }, head))))),
      el("tbody", {}, ...rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row", dir: "auto" }, first ?? ""), ...rest.map((cell) => el("td", { dir: "auto" }, cell))))),
    ),
  );
