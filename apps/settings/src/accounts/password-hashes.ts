import { readEnvironment } from '@switchboard/runtime';
import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';
import { passwordEnvironment } from '../settings.env';

/** OWASP's scrypt set with 32 MiB a hash at `ln` 15; libuv's four threads bound how many run at once. */
const parametersOf = (ln: number): ScryptParameters => ({ N: 2 ** ln, r: 8, p: 3 });
const KEY_BYTES = 32;
const SALT_BYTES = 16;
// Hashes come from our own table; the bounds keep a wrong row from taking the process down.
const FORMAT = /^\$scrypt\$ln=(1\d|20),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9_-]{22,})\$([A-Za-z0-9_-]{43})$/;

type ScryptParameters = Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>;

/** Makes and compares salted memory-hard hashes with their parameters inside: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`. */
export class PasswordHashes {
  private readonly current: ScryptParameters;

  /** @param ln log2 of scrypt's N: how dear a hash, and so a guess, is; 15 takes about 0.2 s of one core */
  constructor(ln: number) {
    this.current = parametersOf(ln);
  }

  /** As the environment says, for settings, standalone and the admin command alike. Throws EnvironmentError. */
  static asConfigured(): PasswordHashes {
    return new PasswordHashes(readEnvironment(passwordEnvironment).PASSWORD_SCRYPT_LN);
  }

  async make(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    return written(salt, await derive(password, salt, this.current), this.current);
  }

  /** A hash that no password is known to have, for who has not chosen one yet: it is verified as slowly as any other. */
  ofNoPassword(): string {
    return written(randomBytes(SALT_BYTES), randomBytes(KEY_BYTES), this.current);
  }

  /** Compares in constant time, and takes as long for an account that does not exist. Throws when `stored` is no hash of ours. */
  async verify(password: string, stored: string | undefined): Promise<boolean> {
    const { parameters, salt, hash } = parse(stored ?? this.ofNoPassword());
    return timingSafeEqual(await derive(password, salt, parameters), hash);
  }

  /** Whether the hash was made with other parameters than those of today. */
  isOutdated(stored: string): boolean {
    const { N, r, p } = parse(stored).parameters;
    return N !== this.current.N || r !== this.current.r || p !== this.current.p;
  }
}

/** A password for somebody to begin with: 120 random bits, in letters and digits. */
export function generatePassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from(randomBytes(24), (byte) => alphabet[byte % alphabet.length]).join('');
}

const written = (salt: Buffer, hash: Buffer, { N, r, p }: ScryptParameters): string =>
  `$scrypt$ln=${Math.log2(N)},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;
const base64 = (bytes: Buffer): string => bytes.toString('base64url');

function parse(stored: string): { parameters: ScryptParameters; salt: Buffer; hash: Buffer } {
  const [, logN, r, p, salt, hash] = FORMAT.exec(stored) ?? [];
  if (!logN || !r || !p || !salt || !hash) throw new Error('A stored password hash cannot be read.');
  return {
    parameters: { N: 2 ** Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

/** NFKC first, so that one password typed on two keyboards is one password. */
function derive(password: string, salt: Buffer, { N, r, p }: ScryptParameters): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
