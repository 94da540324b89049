/**
 * What a page has of its browser and Node has not: storage, events of the window, addresses relative to the page. `fetch`
 * is the network: it waits in `asked` for what the test answers.
 */
export class BrowserUnderTest {
  readonly asked: { request: Request; answer: (status: number, body: object) => void }[] = [];
  private readonly window = new EventTarget();
  private readonly replaced: [string, PropertyDescriptor | undefined][] = [];

  constructor() {
    this.replace('localStorage', storage());
    this.replace('sessionStorage', storage());
    this.replace('addEventListener', this.window.addEventListener.bind(this.window));
    this.replace('Request', RequestOfPage);
    this.replace(
      'fetch',
      (request: Request) =>
        new Promise<Response>((resolve) => {
          const answer = (status: number, body: object): void => resolve(Response.json(body, { status }));
          this.asked.push({ request, answer });
        }),
    );
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
  constructor(address: string, init?: RequestInit) {
    super(new URL(address, 'http://page.test'), init);
  }
}

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}
