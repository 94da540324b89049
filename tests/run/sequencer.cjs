const { default: Sequencer } = require('@jest/test-sequencer');

// The longest suites, longest first. Jest knows by itself how long each took the last time, but not in a fresh clone, as in
// CI: there it goes by the size of the files, and these, some of which are five lines, would be alone at the end.
const longest = [
  'tests/fault/kills',
  'routing/src/model-based',
  'tests/integration/two-of-each',
  'tests/browser/distributed',
  'routing/src/drain/crash-before-drain',
  'routing/src/races',
  'embedded-postgres/src/',
  'messaging/src/kafka/',
  'settings/src/sessions/',
  'messaging/src/in-process/in-process',
  'notification/src/stream/stream',
  'routing-domain/src/model-based/',
];

const rank = ({ path }) => {
  const place = longest.findIndex((part) => path.includes(part));
  return place === -1 ? longest.length : place;
};

/** What takes long begins first, so that no core waits at the end for one long suite. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
