import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@switchboard/testing';
import {
  type Answer,
  type CallOptions,
  Installation,
  type Service,
  services,
} from '../../integration/installation.support';
import { killableKafka } from '../infrastructure/kafka';
import type { Freezable, Killable } from '../infrastructure/killable';
import { killablePostgres } from '../infrastructure/postgres';

interface Edge {
  startEdge: (port: number, upstreams: Record<string, string[]>) => Promise<{ close(): Promise<void> }>;
}

const ANSWER_MS = 15_000;

/** Two processes of each service with a broker and a database of their own, all of which may be killed. */
export class System {
  private constructor(
    readonly kafka: Freezable,
    readonly postgres: Killable,
    readonly installation: Installation,
    /** Where agents hold their streams: an address that stays, whatever happens to the instances behind it. */
    readonly edgeUrl: string,
    private readonly edge: { close(): Promise<void> },
  ) {}

  static async start(): Promise<System> {
    const [kafka, postgres] = await Promise.all([killableKafka(), killablePostgres()]);
    Object.assign(process.env, { KAFKA_BROKERS: kafka.address, DATABASE_URL: postgres.address });
    const installation = await Installation.start();
    const { startEdge } = (await import(
      pathToFileURL(resolve(__dirname, '../../../deploy/edge/local-edge.mjs')).href
    )) as Edge;
    const port = await freePort();
    const upstreams = [0, 1].map((instance) => installation.url('notification', instance));
    const edge = await startEdge(port, { notification: upstreams });
    return new System(kafka, postgres, installation, `http://127.0.0.1:${port}`, edge);
  }

  /** Asks one of the two instances; undefined when it does not answer, as to a client without a connection. */
  async ask<T>(service: Service, method: string, path: string, o: CallOptions): Promise<Answer<T> | undefined> {
    const given = sleep(ANSWER_MS, undefined, { ref: false });
    return Promise.race([this.installation.call<T>(service, method, path, o).catch(() => undefined), given]);
  }

  kill(service: Service, ...instances: number[]): Promise<unknown> {
    return Promise.all(instances.map((instance) => this.installation.kill(service, instance)));
  }

  /** Starts whatever has ended, as an orchestrator does, until every instance of every service is ready. */
  async revive(): Promise<void> {
    for (;;) {
      await Promise.allSettled(
        this.installation.ended().map(({ service, instance }) => this.installation.launch(service, instance)),
      );
      if (await this.isReady()) return;
      await sleep(200);
    }
  }

  private async isReady(): Promise<boolean> {
    const urls = services.flatMap((service) => [0, 1].map((instance) => this.installation.url(service, instance)));
    const ready = await Promise.all(
      urls.map((url) =>
        fetch(`${url}/health/ready`).then(
          ({ ok }) => ok,
          () => false,
        ),
      ),
    );
    return ready.every(Boolean);
  }

  async stop(): Promise<void> {
    await this.edge.close();
    await this.installation.stop();
    await Promise.all([this.kafka.remove(), this.postgres.remove()]);
  }
}
