// A process as `main.ts` makes it, for shutdown.int.spec.ts: a slow route, a consumer with a batch in flight, a stream.
// It runs the build, so the spec builds first.
require('reflect-metadata');
const { Server } = require('@nestjs/microservices');
const { Controller, Get, Module, Res } = require('@nestjs/common');
const { createApp, HealthRegistry, Public, runApp, TokenVerifier } = require('../../dist');

const say = (line) => process.stdout.write(`${line}\n`);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class SlowController {
  async slow() {
    say('slow begun');
    await wait(300);
    say('slow answered');
    return { done: true };
  }

  stream(reply) {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write(': hello\n\n');
    SlowController.streams.push(reply.raw);
  }

  crash() {
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
  }

  beforeApplicationShutdown() {
    for (const stream of SlowController.streams) stream.end('event: bye\n\n');
    say('streams ended');
  }

  async onApplicationShutdown() {
    await wait(10);
    say('pools closed');
  }
}
SlowController.streams = [];

const decorate = (method, ...decorators) => {
  const descriptor = Object.getOwnPropertyDescriptor(SlowController.prototype, method);
  for (const decorator of decorators) decorator(SlowController.prototype, method, descriptor);
};
decorate('slow', Get('slow'));
decorate('stream', Get('stream'));
decorate('crash', Get('crash'));
Res()(SlowController.prototype, 'stream', 0);
Public()(SlowController);
Controller('test')(SlowController);

class SlowModule {}
Module({ controllers: [SlowController] })(SlowModule);

class Consumer extends Server {
  listen(callback) {
    say('consumer started');
    callback();
  }

  async close() {
    if (this.closed) return;
    this.closed = true;
    await wait(Number(process.env.BATCH_MS ?? 100));
    say('batch finished');
  }

  on() {}
  unwrap() {}
}

async function main() {
  const verifier = new TokenVerifier({ jwksUrls: [] });
  const app = await createApp(SlowModule, { name: 'child', verifier, logLevel: 'silent', services: [] });
  app.connectMicroservice({ strategy: new Consumer() });
  if (process.env.FAIL) setTimeout(() => app.get(HealthRegistry).fail('child.consumer', 'lost its broker'), 300);
  await runApp(app, {
    port: Number(process.env.PORT ?? 0),
    host: '127.0.0.1',
    shutdownMs: 2_000,
    onReady: (url) => say(`ready ${url}`),
  });
}

void main();
