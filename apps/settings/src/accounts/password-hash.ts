import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';

/** OWASP's scrypt set with 32 MiB a hash; about 0.2 s of one core. libuv's four threads bound how many run at once. */
const current = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
// Hashes come from our own table; the bounds keep a wrong row from taking the process down.
const FORMAT = /^\$scrypt\$ln=(1[4-9]|20),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9_-]{22,})\$([A-Za-z0-9_-]{43})$/;

/** A salted memory-hard hash with its parameters inside: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, current);
  return written(salt, hash);
}

/** Compares in constant time. Throws when `stored` is no hash of ours. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const { parameters, salt, hash } = parse(stored);
  return timingSafeEqual(await derive(password, salt, parameters), hash);
}

/** Whether the hash was made with other parameters than those of today. */
export function isOutdated(stored: string): boolean {
  const { N, r, p } = parse(stored).parameters;
  return N !== current.N || r !== current.r || p !== current.p;
}

/** Takes as long as verifying does; for accounts that do not exist. */
export async function verifyNothing(password: string): Promise<false> {
  await derive(password, unknownSalt, current);
  return false;
}

/** A password for somebody to begin with: 120 random bits, in letters and digits. */
export function generatePassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from(randomBytes(24), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** A hash that no password is known to have, for who has not chosen one yet: it is verified as slowly as any other. */
export function unknownPasswordHash(): string {
  return written(randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));
}

const unknownSalt = randomBytes(SALT_BYTES);
const written = (salt: Buffer, hash: Buffer): string =>
  `$scrypt$ln=${Math.log2(current.N)},r=${current.r},p=${current.p}$${base64(salt)}$${base64(hash)}`;
const base64 = (bytes: Buffer): string => bytes.toString('base64url');

function parse(stored: string): { parameters: typeof current; salt: Buffer; hash: Buffer } {
  const [, logN, r, p, salt, hash] = FORMAT.exec(stored) ?? [];
  if (!logN || !r || !p || !salt || !hash) throw new Error('A stored password hash cannot be read.');
  return {
    parameters: { N: 2 ** Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

/** NFKC first, so that one password typed on two keyboards is one password. */
function derive(password: string, salt: Buffer, { N, r, p }: typeof current): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
