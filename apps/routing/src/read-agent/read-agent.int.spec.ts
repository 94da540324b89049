import { uuidv7 } from '@switchboard/contracts';
import { anAgent } from '../test-support/builders.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
const read = (id: string, token: string) => routing.service.call('GET', `/agents/${id}`, token);

it('reads oneself by `me`, as the list has one, and a colleague by the id', async () => {
  const team = await routing.team();
  const [ann, ben] = [await team.agent('Ann', { capacity: 3 }), await team.agent('Ben', { availability: 'busy' })];
  const list = await routing.service.call('GET', '/agents', ann.token);
  const [ofAnn, ofBen] = list.body.items as object[];
  expect(ofAnn).toMatchObject({ id: ann.id, name: 'Ann', capacity: 3 });
  expect(await read('me', ann.token)).toMatchObject({ status: 200, body: ofAnn });
  for (const id of [ben.id, ben.id.toUpperCase()])
    expect(await read(id, ann.token)).toMatchObject({ status: 200, body: ofBen });
});

it('reads a manager who is no agent as not active', async () => {
  const team = await routing.team();
  const mia = uuidv7();
  const token = await routing.issuers.account({ id: mia, teamId: team.id, roles: ['manager'], name: 'Mia' });
  await routing.service.deliver('routing.configuration', [anAgent(team.id, mia, { roles: ['manager'] })]);
  expect(await read('me', token)).toMatchObject({ status: 200, body: { id: mia, active: false } });
});

it('finds nobody of whom it has not heard, or of another team', async () => {
  const [team, other] = [await routing.team(), await routing.team()];
  const notFound = { status: 404, body: { code: 'AGENT.NOT_FOUND' } };
  expect(await read('me', team.managerToken)).toMatchObject(notFound);
  expect(await read((await other.agent('Eve')).id, team.managerToken)).toMatchObject(notFound);
});
