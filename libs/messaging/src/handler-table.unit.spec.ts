import { assertHandlers } from './handler-table';

const all = ['notification.feed', 'notification.activity', 'notification.configuration'];

it('accepts exactly the declared handlers of the attached services', () => {
  expect(() => assertHandlers(all, ['notification', 'settings'])).not.toThrow();
});

it('names every missing, doubled and unknown handler in one error', () => {
  const found = ['notification.feed', 'notification.feed', 'notification.activity', 'routing.requests', 'nobody.knows'];
  expect(() => assertHandlers(found, ['notification'])).toThrow(
    'notification.configuration has no handler; notification.feed has two handlers; ' +
      'routing.requests is not declared; nobody.knows is not declared',
  );
});
