import { encodeStreamEvent } from '@switchboard/contracts';

/** A request that waits for the test's answer. */
export interface Asked {
  readonly request: Request;
  readonly path: string;
  answer(status: number, body: object): void;
  /** Opens a stream; each call of what this returns is an event. */
  open(): (event: string, data: object) => void;
}

/**
 * What a page has of its browser and Node has not: storage, events of the window, addresses relative to the page. `fetch`
 * is the network: it waits in `asked` for what the test answers.
 */
export class BrowserUnderTest {
  readonly asked: Asked[] = [];
  private readonly window = new EventTarget();
  private readonly replaced: [string, PropertyDescriptor | undefined][] = [];

  constructor() {
    this.replace('localStorage', storage());
    this.replace('sessionStorage', storage());
    this.replace('addEventListener', this.window.addEventListener.bind(this.window));
    this.replace('Request', RequestOfPage);
    this.replace('fetch', (input: Request | string, init?: RequestInit) => this.ask(new Request(input, init)));
  }

  /** What was asked of the path and not taken yet, the oldest first. */
  take(path: string): Asked {
    const index = this.asked.findIndex((asked) => asked.path === path);
    const [asked] = index < 0 ? [] : this.asked.splice(index, 1);
    if (!asked) throw new Error(`nobody asks for ${path}, only for ${this.asked.map((each) => each.path).join()}`);
    return asked;
  }

  /** Another tab has changed what is stored; as in a browser, the tab that does it hears nothing. */
  changedElsewhere(key: string, value: string | undefined): void {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    this.window.dispatchEvent(Object.assign(new Event('storage'), { key }));
  }

  close(): void {
    for (const [name, former] of this.replaced) {
      if (former) Object.defineProperty(globalThis, name, former);
      else Reflect.deleteProperty(globalThis, name);
    }
  }

  private ask(request: Request): Promise<Response> {
    return new Promise((resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
      this.asked.push({
        request,
        path: new URL(request.url).pathname,
        answer: (status, body) => resolve(Response.json(body, { status })),
        open: () => openStream(request.signal, resolve),
      });
    });
  }

  private replace(name: string, value: unknown): void {
    this.replaced.push([name, Object.getOwnPropertyDescriptor(globalThis, name)]);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

/** Lets everything go on that waits for no clock and no network. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await nextTask();
}

/** Fake clocks leave this one alone. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

const OwnRequest = Request;

class RequestOfPage extends OwnRequest {
  constructor(input: Request | string, init?: RequestInit) {
    super(typeof input === 'string' ? new URL(input, 'http://page.test') : input, init);
  }
}

function openStream(signal: AbortSignal, respond: (response: Response) => void): ReturnType<Asked['open']> {
  let id = 0;
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  signal.addEventListener('abort', () => stream?.error(signal.reason));
  respond(new Response(new ReadableStream<Uint8Array>({ start: (controller) => void (stream = controller) })));
  return (event, data) => {
    const text = encodeStreamEvent({ id: `${++id}`, event, data: JSON.stringify(data) });
    stream?.enqueue(new TextEncoder().encode(text));
  };
}

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}
