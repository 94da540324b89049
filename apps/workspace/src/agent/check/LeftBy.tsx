import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../api/types';
import { PlainText } from '../../text/PlainText';
import { attributeFacts } from '../customer-panel/facts';

/** What is known of who left a message: by which they are to be reached, as they are not there any more. */
export function LeftBy({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const { page, others } = attributeFacts(customer.attributes);
  const facts = [
    [t('check/customer'), customer.id],
    ...(page === undefined ? [] : [[t('check/page'), page]]),
    ...others,
  ];
  return (
    <Text size="xs" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
      {facts.map(([name, value], i) => (
        <div key={i}>
          <PlainText text={`${name}: ${value}`} />
        </div>
      ))}
    </Text>
  );
}
