// <script src="https://…/widget.js" data-key="pk_…" async></script>: what such a line in a page of others runs.
import { Widget } from './widget';

// A name of its own: pages have rules for their empty divs, or for what stands in their body.
const name = 'switchboard-widget';
const script = document.currentScript as HTMLScriptElement | null;
const channelKey = script?.dataset['key'];

function start(origin: string, channelKey: string): void {
  if (document.querySelector(name)) return;
  const host = document.createElement(name);
  host.style.setProperty('display', 'block', 'important');
  // Beside the body, which some pages exchange for that of the next one.
  document.documentElement.append(host);
  new Widget({ origin, channelKey, language: document.documentElement.lang || navigator.language }, host);
}

if (!script || !channelKey) console.error('Switchboard: the script of the widget needs data-key="pk_…"');
else {
  const { origin } = new URL(script.src);
  // A script that is loaded beside the page may run before there is a body.
  if (document.body) start(origin, channelKey);
  else addEventListener('DOMContentLoaded', () => start(origin, channelKey));
}
