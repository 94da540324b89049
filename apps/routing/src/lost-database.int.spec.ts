import { Client } from 'pg';
import { eventually } from './test-support/team.harness.spec';
import { useRouting } from './test-support/use-routing.harness.spec';

const routing = useRouting();

it('answers an Assign whose database is lost with 503, and the same again once it is back with success', async () => {
  const team = await routing.team({ method: 'manual' });
  const ann = await team.agent('Ann');
  const chat = await team.request();
  const holder = new Client({ connectionString: routing.databaseUrl });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM routing.team WHERE id = $1 FOR UPDATE', [team.id]);

  const claim = team.claim(ann, chat);
  const kill = `
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await eventually(async () => expect(await routing.rows(kill)).toHaveLength(1));
  expect(await claim).toMatchObject({ status: 503, body: { code: 'SERVER.UNAVAILABLE' } });

  await holder.end();
  expect((await team.claim(ann, chat)).status).toBe(200);
  expect(await team.ownerOf(chat)).toBe('Ann');
});
