// SPDX-License-Identifier: Apache-2.0

type Value = string | number | boolean | undefined | ((event: Event) => void);
export type Child = Node | string | undefined | false;

const SVG = "http://www.w3.org/2000/svg";

function fill<E extends Element>(
  element: E,
  attributes: Readonly<Record<string, Value>>,
  children: readonly Child[],
): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
  return element;
}

/** An element; functions among the attributes listen to the event of their name. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** An element of a drawing. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Puts new content into a place; what had the focus has it afterwards, and what was open stays open. */
export function put(place: Element, ...children: readonly Child[]): void {
  const focused = document.activeElement?.id;
  const open = [...place.querySelectorAll("details[open]")].map(({ id }) => id);
  place.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused === undefined || focused === "" || document.activeElement?.id === focused) return;
  document.getElementById(focused)?.focus({ preventScroll: true });
}
