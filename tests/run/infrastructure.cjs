// Jest's global setup of the integration tiers. Under `npm test` both addresses are set already; a package's suite that is
// run on its own starts what it needs, as the same place decides.
module.exports = async () => {
  if (process.env.KAFKA_BROKERS && process.env.DATABASE_URL) return undefined;
  const { startInfrastructure } = require('@switchboard/testing');
  const infrastructure = await startInfrastructure();
  return () => infrastructure.stop();
};
