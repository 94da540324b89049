/**
 * Starts what tests run on, all at once; when one part fails, the others do not stay behind.
 * @param {(() => Promise<{environment: Record<string, string>, stop: () => Promise<void>}>)[]} parts
 * @returns {Promise<{environment: Record<string, string>, stop: () => Promise<void>}>} all of them as one
 * @throws what the first part that failed has thrown
 */
export async function startAll(parts) {
  const outcomes = await Promise.allSettled(parts.map((start) => start()));
  const running = outcomes.flatMap(({ status, value }) => (status === 'fulfilled' ? [value] : []));
  const stop = async () => {
    await Promise.all(running.map((part) => part.stop()));
  };
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (!failed) return { environment: Object.assign({}, ...running.map(({ environment }) => environment)), stop };
  await stop();
  throw failed.reason;
}
