/**
 * Runs `one(worker)` again and again with each of the workers, all beside each other.
 * @param {number} seconds for so long
 * @returns {Promise<{rate: number, done: number}>} how many a second, and how many
 */
export async function keepBusy(workers, seconds, one) {
  let done = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const work = async (worker) => {
    for (; performance.now() < until; done++) await one(worker);
  };
  await Promise.all(workers.map(work));
  return { rate: (done / (performance.now() - began)) * 1000, done };
}
