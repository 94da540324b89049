// Progress of a long measurement: one line that is redrawn on a terminal, a line every tenth in a log.

/** @param {string} title what is measured  @param {number} total steps to 100 % */
export function progressBar(title, total) {
  const width = 30;
  let shown = -1;
  return {
    /** @param {number} done steps so far */
    update(done) {
      const tenth = Math.floor((10 * Math.min(done, total)) / total);
      if (process.stderr.isTTY) {
        const filled = Math.round((width * Math.min(done, total)) / total);
        process.stderr.write(`\r${title} [${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done}/${total}  `);
        if (done >= total && shown !== 10) process.stderr.write('\n');
      } else if (tenth !== shown) {
        process.stderr.write(`${title} ${tenth * 10} %\n`);
      }
      shown = tenth;
    },
  };
}
