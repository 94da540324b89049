// The ratios as a bar chart in SVG, readable in light and dark: how far each is from its target.

const WIDTH = 860;
const ROW = 30;
const LEFT = 330;
const RIGHT = 180;
const TOP = 56;
/** The axis ends here: a ratio that is better by more is drawn to its end. */
const MOST = 3;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 15px }
  .note { fill: #59636e; font-size: 12px }
  .met { fill: #1a7f37 } .missed { fill: #bc4c00 }
  .line { stroke: #1f2328; stroke-dasharray: 4 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .note { fill: #9198a1 } .met { fill: #3fb950 } .missed { fill: #f0883e } .line { stroke: #e6edf3 }
  }`;

const escape = (text) => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Three digits are as many as the measurement deserves. */
export const short = (value) => String(Number(value.toPrecision(3)));

const withUnit = (value, unit) => (unit ? `${short(value)} ${unit}` : short(value));

function bar({ name, value, target, met, better, unit }, row) {
  const y = TOP + row * ROW;
  const share = better === 'lower' ? target / value : value / target;
  const width = ((WIDTH - LEFT - RIGHT) * Math.min(MOST, share)) / MOST;
  const aim = `${better === 'lower' ? '≤' : '≥'} ${withUnit(target, unit)}`;
  return [
    `<text x="${LEFT - 10}" y="${y + 17}" text-anchor="end">${escape(name)}</text>`,
    `<rect class="${met ? 'met' : 'missed'}" x="${LEFT}" y="${y + 4}" width="${width.toFixed(1)}" height="18" rx="2"/>`,
    `<text x="${WIDTH - RIGHT + 12}" y="${y + 17}">${escape(withUnit(value, unit))}`,
    `<tspan class="note"> (${escape(aim)}${met ? '' : ', missed'})</tspan></text>`,
  ].join('');
}

/** @param {object[]} ratios as in the JSON  @param {string} subtitle the machine in a line */
export function chart(ratios, subtitle) {
  const height = TOP + ratios.length * ROW + 16;
  const aim = LEFT + (WIDTH - LEFT - RIGHT) / MOST;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Ratios of the benchmark against their targets">
<style>${STYLE}</style>
<text class="title" x="12" y="22">Speed against the targets</text>
<text class="note" x="12" y="42">${escape(subtitle)}</text>
<text class="note" x="${aim}" y="${TOP - 4}" text-anchor="middle">target</text>
${ratios.map(bar).join('\n')}
<line class="line" x1="${aim}" x2="${aim}" y1="${TOP}" y2="${height - 12}"/>
</svg>
`;
}
