import {
  generatePassword,
  hashPassword,
  isOutdated,
  unknownPasswordHash,
  verifyNothing,
  verifyPassword,
} from './password-hash';

const weaker = '$scrypt$ln=14,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU';

describe('a password hash', () => {
  it('fits its password only', async () => {
    const hash = await hashPassword('correct horse');
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    expect(await verifyPassword('Correct horse', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('has a salt of its own and its parameters inside', async () => {
    const [a, b] = await Promise.all([hashPassword('same'), hashPassword('same')]);
    expect(a).not.toBe(b);
    expect(a).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  });

  it('takes one password typed on two keyboards for one', async () => {
    expect(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9'))).toBe(true);
  });

  it('with older parameters is still read, and told apart', async () => {
    expect(await verifyPassword('x', weaker)).toBe(false);
    expect(isOutdated(weaker)).toBe(true);
    expect(isOutdated(await hashPassword('x'))).toBe(false);
  });

  it('of a password that nobody knows is read as any other, and fits none', async () => {
    const hash = unknownPasswordHash();
    expect(hash).not.toBe(unknownPasswordHash());
    expect(isOutdated(hash)).toBe(false);
    for (const guess of ['', 'x', hash]) expect(await verifyPassword(guess, hash)).toBe(false);
  });

  it.each(['', 'plain', weaker.replace('ln=14', 'ln=30'), weaker.replace('scrypt', 'md5')])(
    '%j is none',
    async (stored) => {
      await expect(verifyPassword('x', stored)).rejects.toThrow('cannot be read');
    },
  );
});

it('an account that does not exist costs about the same', async () => {
  const hash = await hashPassword('x');
  const time = async (work: () => Promise<unknown>) => {
    const start = process.cpuUsage().user;
    await work();
    return process.cpuUsage().user - start;
  };
  const known = await time(() => verifyPassword('y', hash));
  const unknown = await time(() => verifyNothing('y'));
  expect(unknown).toBeGreaterThan(known / 3);
});

it('generated passwords are long and differ', () => {
  const many = Array.from({ length: 100 }, generatePassword);
  expect(new Set(many).size).toBe(100);
  for (const one of many) expect(one).toMatch(/^[a-z2-9]{24}$/);
});
