import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { runApp } from '@switchboard/runtime';
import { ConsumerStrategy, KafkaBroker } from '..';
import { appModule, kafkaBrokers, TestDatabase } from './test-app.support.spec';

/** The main of a child process: notification's consumers on Kafka, ended as a service is. */
async function main(url: string, namespace: string): Promise<void> {
  const broker = new KafkaBroker({ brokers: kafkaBrokers(), clientId: 'child', namespace });
  const module = appModule(TestDatabase.at(url), broker, ['notification'], () => Promise.resolve());
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { abortOnError: false });
  app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
  await runApp(app, { port: 0, host: '127.0.0.1', onReady: () => console.log('READY') });
}

const [, , , url, namespace] = process.argv;
if (url !== undefined && namespace !== undefined) void main(url, namespace);
