// SPDX-License-Identifier: Apache-2.0
import { h } from "./dom.ts";

/** A button that gives a text to the browser to be saved as a file. */
export function saveButton(id: string, label: string, file: string, text: string): HTMLElement {
  const click = (): void => {
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    h("a", { href, download: file }).click();
    setTimeout(() => {
      URL.revokeObjectURL(href);
    }, 0);
  };
  return h("button", { id, type: "button", click }, label);
}
