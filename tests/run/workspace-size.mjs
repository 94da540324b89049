// The first load of the agent's view, JavaScript and CSS together and gzipped, stays under 250 kB: people on slow lines
// wait for it, and nothing else would notice that it grows. So does the widget, for which pages of others wait, below 5 kB.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const folder = 'apps/workspace/dist/';
const limitKb = 250;
const widgetLimitKb = 5;

/**
 * What the browser loads for the first view of an agent who has chats: the entry, what that view always asks for besides, and
 * of the languages the larger one; each with what it imports. tests/browser/accessible-views holds it to what a browser loads.
 */
const entries = ['index.html', 'src/saved-replies/ReplyField.tsx', 'src/i18n/ko.ts'];

function firstLoad(manifest) {
  const files = new Set();
  const visit = (key) => {
    const { file, css = [], imports = [] } = manifest[key];
    if (files.has(file)) return;
    for (const each of [file, ...css]) files.add(each);
    imports.forEach(visit);
  };
  entries.forEach(visit);
  return [...files];
}

const files = firstLoad(JSON.parse(readFileSync(`${folder}.vite/manifest.json`, 'utf8')));
const sizeOf = (file) => gzipSync(readFileSync(folder + file)).length / 1000;
const sizes = files.map((file) => [file, sizeOf(file)]);
const total = sizes.reduce((sum, [, kb]) => sum + kb, 0);
for (const [file, kb] of sizes) console.log(`${kb.toFixed(1).padStart(8)} kB  ${file}`);
console.log(`${total.toFixed(1).padStart(8)} kB  first load, at most ${limitKb}`);
console.log(`${sizeOf('widget.js').toFixed(1).padStart(8)} kB  widget.js, at most ${widgetLimitKb}`);
if (total >= limitKb || sizeOf('widget.js') >= widgetLimitKb) process.exitCode = 1;
