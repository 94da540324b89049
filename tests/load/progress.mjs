// Progress of a long run: one line that is redrawn on a terminal, a line for each step in a log.

/** @param {number} total steps to 100 % */
export function progressBar(total) {
  const width = 30;
  const began = performance.now();
  let done = -1;
  const draw = (label) => {
    const share = Math.min(1, Math.max(0, done) / total);
    const seconds = Math.round((performance.now() - began) / 1000);
    const bar = '#'.repeat(Math.round(width * share)).padEnd(width, '.');
    const line = `[${bar}] ${String(Math.round(100 * share)).padStart(3)} % ${String(seconds).padStart(4)} s  ${label}`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  return {
    /** The next step begins. */
    step(label) {
      done++;
      draw(label);
    },
    /** Something that is no step of its own. */
    note: draw,
    end() {
      done = total;
      draw('done');
      if (process.stderr.isTTY) process.stderr.write('\n');
    },
  };
}
