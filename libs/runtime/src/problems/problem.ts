import { type ProblemCode, problems } from '@switchboard/contracts';

export interface FieldError {
  /** Path of the offending field, such as `customer.id`. */
  field: string;
  message: string;
}

export interface ProblemOptions {
  detail?: string;
  /** The offending field; `detail` is its message. */
  field?: string;
  errors?: FieldError[];
  /** Further members of the document, such as the winner's name. */
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
  cause?: unknown;
}

/** An answer that is an error of the caller or of the moment; ProblemFilter makes it RFC 9457 problem+json. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: FieldError[];
  readonly extra: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    readonly code: ProblemCode,
    options: ProblemOptions = {},
  ) {
    const declared: { status: number; title: string } = problems[code];
    super(options.detail ?? declared.title, { cause: options.cause });
    this.status = declared.status;
    this.title = declared.title;
    this.detail = options.detail;
    this.errors =
      options.errors ?? (options.field ? [{ field: options.field, message: options.detail ?? declared.title }] : []);
    this.extra = options.extra ?? {};
    this.headers = options.headers ?? {};
  }
}

/** Something that the answer needs is away, busy or stopping: the same request may succeed in a moment. */
export function unavailable(cause?: unknown): Problem {
  return new Problem('SERVER.UNAVAILABLE', { headers: { 'retry-after': '1' }, cause });
}
