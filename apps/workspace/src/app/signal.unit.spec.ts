import { Signal } from './signal';

describe('a signal', () => {
  it('reaches everybody who listens, also when one of them throws', () => {
    const [signal, heard, reported] = [new Signal<string>(), [] as string[], [] as unknown[]];
    globalThis.reportError = (error) => void reported.push(error);
    signal.listen(() => {
      throw new Error('no notifications here');
    });
    const stop = signal.listen((value) => void heard.push(value));
    signal.emit('one');
    stop();
    signal.emit('two');
    expect(heard).toEqual(['one']);
    expect(reported).toEqual([new Error('no notifications here'), new Error('no notifications here')]);
  });
});
