import type { Words } from './words';

export interface Parts {
  readonly button: HTMLButtonElement;
  /** How many messages are unread, drawn by the style sheet; the label of the button says it to who cannot see it. */
  readonly mark: HTMLElement;
  readonly panel: HTMLElement;
  /** In the panel, as long as there is no page in it. */
  readonly words: HTMLElement;
  /** Below the words, where the page could not be loaded. */
  readonly again: HTMLButtonElement;
  /** Read aloud when it changes. */
  readonly aloud: HTMLElement;
}

const svg = 'http://www.w3.org/2000/svg';

/** Builds the widget's elements; node by node, because pages may forbid that markup is made of text (Trusted Types). */
export function partsIn(tree: ShadowRoot, { open, again: tryAgain }: Words): Parts {
  const panel = child(tree, 'div', 'panel');
  panel.id = 'panel';
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', open);
  panel.hidden = true;
  const words = child(panel, 'p', 'words');
  words.setAttribute('role', 'status');
  const again = child(panel, 'button', 'again');
  again.type = 'button';
  again.textContent = tryAgain;
  again.hidden = true;
  const button = child(tree, 'button', 'button');
  button.type = 'button';
  button.setAttribute('aria-controls', 'panel');
  button.append(icon());
  const mark = child(button, 'span', 'mark');
  const aloud = child(tree, 'span', 'read-aloud');
  aloud.setAttribute('role', 'status');
  return { button, mark, panel, words, again, aloud };
}

function child<Name extends keyof HTMLElementTagNameMap>(
  parent: ParentNode,
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  parent.append(element);
  return element;
}

/** A speech bubble. */
function icon(): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', 'M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-9l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z');
  drawing.append(path);
  return drawing;
}
