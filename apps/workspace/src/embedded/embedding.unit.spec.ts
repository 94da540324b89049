import { Embedding } from './embedding';

const shop = 'https://shop.example';

/** The window of a frame: what it tells its parent, and a way for others to tell it something. */
class FrameUnderTest {
  readonly told: [unknown, string][] = [];
  readonly parent = { postMessage: (message: unknown, origin: string) => void this.told.push([message, origin]) };
  private readonly listeners = new Map<string, (event: object) => void>();
  readonly reported: unknown[] = [];
  readonly reportError = (error: unknown) => void this.reported.push(error);
  isMenuOpen = false;
  readonly document = { querySelector: () => (this.isMenuOpen ? {} : null) };

  constructor(
    readonly hash = '',
    readonly location = { pathname: '/api/v1/intake/widget/pk_shop_0123456789abcdef', hash },
  ) {}

  addEventListener(name: string, listener: (event: object) => void): void {
    this.listeners.set(name, listener);
  }

  hears(data: unknown, origin = shop, source: unknown = this.parent): void {
    this.listeners.get('message')?.({ data, origin, source });
  }

  press(key: string, isComposing = false): void {
    this.listeners.get('keydown')?.({ key, isComposing });
  }
}

const welcome = { switchboard: 'welcome' };
const standing = { hasChat: true, unread: 2 };

describe('a page in a frame of others', () => {
  let frame: FrameUnderTest;
  let embedding: Embedding;
  beforeEach(() => {
    frame = new FrameUnderTest();
    embedding = new Embedding(frame as unknown as Window);
    embedding.start();
  });

  it('finds in its address the key, and the language and page around it', () => {
    const around = new URLSearchParams({ lang: 'ko', page: `${shop}/basket` });
    const { channelKey, language, page } = new Embedding(new FrameUnderTest(`#${around}`) as unknown as Window);
    expect([channelKey, language, page]).toEqual(['pk_shop_0123456789abcdef', 'ko', `${shop}/basket`]);
    expect([embedding.language, embedding.page]).toEqual([undefined, undefined]);
  });

  it.each(['javascript:alert(1)', 'basket', 'data:text/html,x'])('takes %s for no page', (page) => {
    const around = new FrameUnderTest(`#${new URLSearchParams({ page })}`);
    expect(new Embedding(around as unknown as Window).page).toBeUndefined();
  });

  it('tells whoever is around nothing but that it is there, until the parent has answered', () => {
    embedding.tell(standing);
    embedding.close();
    expect(frame.told).toEqual([[{ switchboard: 'ready' }, '*']]);
    frame.hears(welcome);
    embedding.close();
    expect(frame.told.slice(1)).toEqual([
      [{ switchboard: 'standing', ...standing }, shop],
      [{ switchboard: 'close' }, shop],
    ]);
  });

  it('takes only its parent for whom it speaks to, and keeps to the origin of the first answer', () => {
    embedding.tell(standing);
    frame.hears(welcome, 'https://evil.example', {});
    frame.hears({});
    frame.hears(null);
    expect(frame.told).toHaveLength(1);
    frame.hears(welcome);
    frame.hears(welcome, 'https://evil.example');
    embedding.tell({ ...standing, unread: 0 });
    expect(frame.told.slice(1).map(([, origin]) => origin)).toEqual([shop, shop, shop]);
  });

  it('says that it can show nothing, to a parent that answers later too, and why to those who look for faults', () => {
    const why = new Error('offline');
    embedding.fail(why);
    expect(frame.told).toHaveLength(1);
    frame.hears(welcome);
    embedding.fail(why);
    const missing = [{ switchboard: 'missing' }, shop];
    expect([frame.told.slice(1), frame.reported]).toEqual([
      [missing, missing],
      [why, why],
    ]);
  });

  it('is closed by Escape, but not by one that a menu or a letter being composed is waiting for', () => {
    frame.hears(welcome);
    frame.press('Enter');
    frame.press('Escape', true);
    frame.isMenuOpen = true;
    frame.press('Escape');
    expect(frame.told).toHaveLength(1);
    frame.isMenuOpen = false;
    frame.press('Escape');
    expect(frame.told.slice(1)).toEqual([[{ switchboard: 'close' }, shop]]);
  });
});
