/** A piece of a message: plain, or the address of a page. */
export type Piece = { text: string; href?: string };

const address = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** What ends a sentence rather than an address; a bracket only where none was opened in it. */
const trailing = /[.,;:!?…]+$|[)\]}]+$/;

/** Cuts a message into plain text and http(s) addresses; nothing else ever becomes a link. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(address)) {
    const found = withoutTrailing(match);
    const href = hrefOf(found);
    if (href === undefined) continue;
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: found, href });
    end = index + found.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

function withoutTrailing(found: string): string {
  const end = trailing.exec(found)?.[0];
  if (end === undefined) return found;
  const opened = /[)\]}]/.test(end) && /[([{]/.test(found);
  return opened ? found : withoutTrailing(found.slice(0, -end.length));
}

function hrefOf(found: string): string | undefined {
  if (!URL.canParse(found)) return undefined;
  const url = new URL(found);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}
