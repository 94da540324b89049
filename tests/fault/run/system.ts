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
/** Longer than any session, lease or back-off of theirs. */
const REVIVAL_MS = 120_000;
const LAST_WORDS = 15;

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

  /**
   * Starts whatever has ended, as an orchestrator does, until every instance of every service is ready.
   * @throws Error with the last words of those that do not come back: that is a fault of theirs.
   */
  async revive(): Promise<void> {
    const until = Date.now() + REVIVAL_MS;
    for (;;) {
      await Promise.allSettled(
        this.installation.ended().map(({ service, instance }) => this.installation.launch(service, instance)),
      );
      const unready = await this.unready();
      if (unready.length === 0) return;
      if (Date.now() > until) throw new Error(`not ready after ${REVIVAL_MS / 1000} s:\n${unready.join('\n')}`);
      await sleep(200);
    }
  }

  /** What the instances that are not ready say. */
  private async unready(): Promise<string[]> {
    const all = services.flatMap((service) => [0, 1].map((instance) => ({ service, instance })));
    const said = await Promise.all(
      all.map(async ({ service, instance }) => {
        const answer = await fetch(`${this.installation.url(service, instance)}/health/ready`).catch(() => undefined);
        if (answer?.ok) return [];
        const words = this.installation.output(service, instance).trim().split('\n').slice(-LAST_WORDS);
        return [`${service} ${instance}: ${await answer?.text()}`, ...words];
      }),
    );
    return said.flat();
  }

  /** Ends everything, also after one of its parts has failed; rejects with the first failure. */
  async stop(): Promise<void> {
    const parts = [
      () => this.edge.close(),
      () => this.installation.stop(),
      () => this.kafka.remove(),
      () => this.postgres.remove(),
    ];
    const failures: unknown[] = [];
    for (const part of parts) await part().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
