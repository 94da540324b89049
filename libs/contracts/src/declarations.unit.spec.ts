import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consumerGroup, consumerNames, consumers } from './consumers';
import { decodeErrors } from './decode-codes';
import { problems } from './problems';
import { refusals } from './refusals';
import { declaredTopics, deadLetterTopic, isTopicName, topicNames, topics } from './topics';

describe('topics', () => {
  it('names the key and the subject by fields that the data has', () => {
    for (const name of topicNames) {
      const fields = Object.keys(topics[name].data.shape);
      expect(fields).toContain(topics[name].key);
      expect(fields).toContain(topics[name].subject);
    }
  });

  it('declares each with its dead letters, as contracts.md says', () => {
    const declared = declaredTopics();
    expect(Object.keys(declared)).toHaveLength(topicNames.length * 2);
    expect(declared['chat.assigned']).toMatchObject({ cleanup: 'delete', retentionMs: 604_800_000, partitions: 12 });
    expect(declared['presence.beat']).toMatchObject({ cleanup: 'delete', retentionMs: 3_600_000 });
    expect(declared['team.configured']).toMatchObject({ cleanup: 'compact' });
    expect(declared[deadLetterTopic('chat.requested')]).toEqual({
      cleanup: 'delete',
      retentionMs: 2_592_000_000,
      partitions: 12,
      maxMessageBytes: 2_097_152,
    });
  });

  it('knows a topic from what is none', () => {
    expect(['chat.requested', 'chat.requested.dead-letter', 'toString'].map(isTopicName)).toEqual([true, false, false]);
  });
});

describe('consumers', () => {
  it('are named after their service and purpose, one group each', () => {
    for (const name of consumerNames) expect(name).toBe(`${consumers[name].service}.${consumers[name].purpose}`);
    expect(consumerGroup('routing.requests')).toBe('switchboard.routing.requests');
    expect(consumerGroup('intake.lifecycle', 'test-7.')).toBe('test-7.switchboard.intake.lifecycle');
  });

  it('read every topic somewhere', () => {
    const read = new Set(consumerNames.flatMap((name): readonly string[] => consumers[name].topics));
    expect(topicNames.filter((topic) => !read.has(topic))).toEqual([]);
  });
});

describe('problems', () => {
  it('have codes of one form, error statuses and titles', () => {
    for (const [code, { status, title }] of Object.entries(problems)) {
      expect(code).toMatch(/^[A-Z_]+\.[A-Z_]+$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it.each(['default.conf.template', 'local-edge.mjs'])('declare what the edge answers by itself: %s', (file) => {
    const text = readFileSync(join(__dirname, '..', '..', '..', 'deploy', 'edge', file), 'utf8');
    const codes = [...text.matchAll(/\bcode"?: ?["']([A-Z_]+\.[A-Z_]+)["']/g)].map(([, code]) => code ?? '');
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !(code in problems))).toEqual([]);
  });
});

describe('refusals', () => {
  it('have codes of one form, a meaning, and consumers that give them', () => {
    for (const [code, { meaning, consumers: by }] of Object.entries(refusals)) {
      expect(code).toMatch(/^[A-Z_]+\.[A-Z_]+$/);
      expect(meaning).toMatch(/^[A-Z].*[^.]$/);
      expect(by.length).toBeGreaterThan(0);
    }
  });

  it('share no code with another declaration: a code has one meaning', () => {
    const codes = [...Object.keys(problems), ...Object.keys(decodeErrors), ...Object.keys(refusals)];
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });
});
