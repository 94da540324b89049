import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagePolicy } from './page-policy';

const template = readFileSync(join(__dirname, '../../../../deploy/edge/default.conf.template'), 'utf8');

describe('what nginx is told for the containers', () => {
  it('is the policy of all pages', () => {
    expect(template).toContain(`set $pages_policy "${pagePolicy()}";`);
  });

  it('logs no address, as keys, tags and customers’ ids stand in some', () => {
    expect(template.match(/access_log .*/g)).toEqual(['access_log /dev/stdout asked;']);
    const format = /log_format asked '(.*)';/.exec(template)?.[1] ?? '';
    expect(format.match(/\$\w+/g)).toEqual(['$time_iso8601', '$request_method', '$asked', '$status', '$request_time']);
    // Of a request that failed nginx says the address by itself, in errors of lower levels.
    expect(template.match(/error_log .*/g)).toEqual(['error_log /dev/stderr crit;']);
  });
});
