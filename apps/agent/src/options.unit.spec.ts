import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCredentials } from './credentials';
import { readOptions } from './options';

describe('the command line', () => {
  it('reads every option', () => {
    const args = ['--as', 'ada', '--url', 'http://h:1/', '--auto-end', '2.5', '--claim', '--quiet'];
    expect(readOptions(args, { SWITCHBOARD_AGENT_PASSWORD: 'secret' })).toEqual({
      as: 'ada',
      url: 'http://h:1',
      password: 'secret',
      autoEndSeconds: 2.5,
      claim: true,
      quiet: true,
    });
  });

  it.each([
    [[], '--as NAME is needed'],
    [['--as', 'a', '--url', 'ftp://x'], '--url ftp://x is not'],
    [['--as', 'a', '--auto-end', 'soon'], '--auto-end soon is not'],
    [['--as', 'a', '--nope'], "Unknown option '--nope'"],
  ])('says in one line what is wrong with %j', (args, message) => {
    expect(() => readOptions(args, {})).toThrow(message);
  });
});

describe('credentials', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agent-'));
    const accounts = [{ name: 'Ada Agent', email: 'ada@demo.example', password: 'of-the-demo' }];
    await writeFile(join(folder, 'demo.json'), JSON.stringify({ accounts }));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each(['ada', 'Ada', 'Ada Agent', 'ada@demo.example'])('finds the demo account of %s', async (as) => {
    expect(await findCredentials(as, undefined, folder)).toEqual({
      email: 'ada@demo.example',
      password: 'of-the-demo',
    });
  });

  it('takes the password that was given', async () => {
    expect(await findCredentials('bob', 'given', folder)).toEqual({ email: 'bob@demo.example', password: 'given' });
  });

  it('says what to do without one', async () => {
    await expect(findCredentials('bob', undefined, folder)).rejects.toThrow('No password for bob@demo.example');
  });
});
