import { isUtf8 } from 'node:buffer';
import type { DeadLetterView } from './dead-letters.dto';
import { type DeadLetterRow, PREVIEW_BYTES } from './dead-letters.repository';

/** What an operator sees of a row. */
export function toView(row: DeadLetterRow): DeadLetterView {
  return {
    id: row.id,
    consumer: row.consumer,
    topic: row.topic,
    partition: row.partition,
    offset: row.offset,
    key: row.key && bytesOf(row.key.subarray(0, PREVIEW_BYTES), row.key.length),
    value: row.preview && bytesOf(row.preview, row.size ?? row.preview.length),
    errorCode: row.error_code,
    errorDetail: row.error_detail,
    failedAt: row.failed_at.toISOString(),
  };
}

function bytesOf(preview: Buffer, size: number): NonNullable<DeadLetterView['value']> {
  // The cut may have gone through a character: up to three bytes of it may stand at the end.
  const whole = [0, 1, 2, 3].map((cut) => preview.subarray(0, preview.length - cut)).find((part) => isUtf8(part));
  const isText = whole !== undefined && (preview.length < size || whole.length === preview.length);
  if (isText) return { encoding: 'utf8', content: whole.toString('utf8'), size };
  return { encoding: 'base64', content: preview.toString('base64'), size };
}
