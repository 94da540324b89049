import { generatePassword, PasswordHashes } from './password-hashes';

const hashes = new PasswordHashes(11);
const weaker = '$scrypt$ln=10,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU';

describe('a password hash', () => {
  it('fits its password only', async () => {
    const hash = await hashes.make('correct horse');
    expect(await hashes.verify('correct horse', hash)).toBe(true);
    expect(await hashes.verify('Correct horse', hash)).toBe(false);
    expect(await hashes.verify('', hash)).toBe(false);
  });

  it('has a salt of its own and its parameters inside', async () => {
    const [a, b] = await Promise.all([hashes.make('same'), hashes.make('same')]);
    expect(a).not.toBe(b);
    expect(a).toMatch(/^\$scrypt\$ln=11,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  });

  it('takes one password typed on two keyboards for one', async () => {
    expect(await hashes.verify('cafe\u0301', await hashes.make('caf\u00e9'))).toBe(true);
  });

  it('with older parameters is still read, and told apart', async () => {
    expect(await hashes.verify('x', weaker)).toBe(false);
    expect(hashes.isOutdated(weaker)).toBe(true);
    const hash = await hashes.make('x');
    expect(hashes.isOutdated(hash)).toBe(false);
    expect(new PasswordHashes(12).isOutdated(hash)).toBe(true);
  });

  it('of a password that nobody knows is read as any other, and fits none', async () => {
    const hash = hashes.ofNoPassword();
    expect(hash).not.toBe(hashes.ofNoPassword());
    expect(hashes.isOutdated(hash)).toBe(false);
    for (const guess of ['', 'x', hash]) expect(await hashes.verify(guess, hash)).toBe(false);
  });

  it.each(['', 'plain', weaker.replace('ln=10', 'ln=30'), weaker.replace('scrypt', 'md5')])(
    '%j is none',
    async (stored) => {
      await expect(hashes.verify('x', stored)).rejects.toThrow('cannot be read');
    },
  );
});

it('an account that does not exist costs about the same', async () => {
  const dear = new PasswordHashes(15); // so that all else is small beside it
  const hash = await dear.make('x');
  const time = async (work: () => Promise<unknown>) => {
    const start = process.cpuUsage().user;
    await work();
    return process.cpuUsage().user - start;
  };
  const known = await time(() => dear.verify('y', hash));
  const unknown = await time(() => dear.verify('y', undefined));
  expect(unknown).toBeGreaterThan(known / 3);
});

it('generated passwords are long and differ', () => {
  const many = Array.from({ length: 100 }, generatePassword);
  expect(new Set(many).size).toBe(100);
  for (const one of many) expect(one).toMatch(/^[a-z2-9]{24}$/);
});
