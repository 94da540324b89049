import { DataSource } from 'typeorm';
import { eventually } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';
import { PaceRepository } from './pace.repository';

const routing = useRouting();

/** The service's own, and how often it has asked the database since. */
function paces(): { read: PaceRepository['read']; asked: () => number } {
  const asked = jest.spyOn(routing.service.app.get(DataSource, { strict: false }), 'query');
  const repository = routing.service.app.get(PaceRepository, { strict: false });
  return {
    read: (id) => repository.read(id),
    asked: () => asked.mock.calls.filter(([sql]) => sql.includes('"freePlaces"')).length,
  };
}
afterEach(() => jest.restoreAllMocks());

describe('the pace of a team', () => {
  it('is read once for all who ask at once, each team its own', async () => {
    const [one, two] = [await routing.team({ method: 'manual' }), await routing.team()];
    const { read, asked } = paces();
    const told = await Promise.all([...Array.from({ length: 50 }, () => read(one.id)), read(two.id)]);
    expect(asked()).toBe(2);
    expect(told.map((pace) => pace?.automatic)).toEqual([...Array<boolean>(50).fill(false), true]);
  });

  it('is read anew soon', async () => {
    const team = await routing.team({ method: 'manual' });
    const { read } = paces();
    expect((await read(team.id))?.automatic).toBe(false);
    await team.configure({ method: 'automatic' });
    await eventually(async () => expect((await read(team.id))?.automatic).toBe(true));
  });

  it('is not kept where it could not be read', async () => {
    const { read, asked } = paces();
    await expect(read('no uuid')).rejects.toThrow();
    await expect(read('no uuid')).rejects.toThrow();
    expect(asked()).toBe(2);
  });
});
