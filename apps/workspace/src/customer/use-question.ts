import { SENT_MAX } from '@switchboard/contracts';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepQuestion, questionDraft } from './unsaid';

/** The question that is being written: it survives a reload, and says at its field why it cannot be asked. */
export function useQuestion(channelKey: string) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => questionDraft(channelKey));
  const [isMissing, setMissing] = useState(false);
  const asked = text.trim();
  const isTooLong = asked.length > SENT_MAX;
  const write = (next: string): void => {
    setText(next);
    setMissing(false);
    keepQuestion(channelKey, next);
  };
  /** @returns what is to be asked; undefined where it cannot, which the field then says */
  const check = (): string | undefined => {
    setMissing(asked === '');
    if (asked !== '' && !isTooLong) return asked;
    field.current?.focus();
    return undefined;
  };
  const fault = isTooLong ? t('composer/tooLong', { max: SENT_MAX }) : isMissing && t('customer/questionMissing');
  return { field, text, write, check, fault };
}
