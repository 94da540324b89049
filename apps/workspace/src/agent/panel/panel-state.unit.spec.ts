import { BrowserUnderTest } from '../../test-support/browser.support.spec';
import { PanelState } from './panel-state';

/** A window that is wide or becomes so. */
class Width extends EventTarget {
  constructor(public matches: boolean) {
    super();
  }

  become(isWide: boolean): void {
    this.matches = isWide;
    this.dispatchEvent(new Event('change'));
  }
}

let browser: BrowserUnderTest;
beforeEach(() => (browser = new BrowserUnderTest()));
afterEach(() => browser.close());

const panelAt = (width: Width): PanelState => new PanelState(localStorage, width);
const wide = (): PanelState => panelAt(new Width(true));
const narrow = (): PanelState => panelAt(new Width(false));

it('is hidden at first, and beside the chats as it was left at the last visit', () => {
  const first = wide();
  expect(first.get()).toMatchObject({ isOpen: false, chatId: undefined });
  first.toggle('a');
  expect(wide().get()).toMatchObject({ isOpen: true, chatId: undefined, wasAsked: false });
  first.hide();
  expect(wide().get().isOpen).toBe(false);
});

it('is opened anew where it lies over the chats, and leaves alone what is kept for a wider window', () => {
  wide().toggle('a');
  const phone = narrow();
  expect(phone.get().isOpen).toBe(false);
  phone.toggle('a');
  expect(phone.get()).toMatchObject({ isOpen: true, isBeside: false });
  phone.hide();
  expect(wide().get().isOpen).toBe(true);
});

it('goes with the agent from chat to chat, and tells of it once', () => {
  const panel = wide();
  panel.toggle('a');
  let told = 0;
  panel.listen(() => (told += 1));
  panel.select('b');
  panel.select('b');
  expect([panel.get().chatId, panel.get().isOpen, told]).toEqual(['b', true, 1]);
});

it('shows another chat instead of hiding, and hides that of the same', () => {
  const panel = wide();
  panel.toggle('a');
  panel.toggle('b');
  expect(panel.get()).toMatchObject({ chatId: 'b', isOpen: true });
  panel.toggle();
  expect(panel.get()).toMatchObject({ chatId: 'b', isOpen: false });
  panel.toggle();
  expect(panel.get()).toMatchObject({ chatId: 'b', isOpen: true });
});

it('makes place when the window becomes narrow, and comes back', () => {
  const width = new Width(true);
  const panel = panelAt(width);
  const stop = panel.followWidth();
  panel.toggle('a');
  width.become(false);
  expect(panel.get()).toMatchObject({ isOpen: false, isBeside: false });
  width.become(true);
  expect(panel.get()).toMatchObject({ isOpen: true, isBeside: true, chatId: 'a' });
  stop();
  width.become(false);
  expect(panel.get()).toMatchObject({ isOpen: true, isBeside: true });
});
