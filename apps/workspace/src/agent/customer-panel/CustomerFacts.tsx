import { DataList, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../app/states';
import type { ChatForAgents } from '../../api/types';
import { dateAndTime } from '../../text/date-and-time';
import { clockOf } from '../../text/duration';
import { Elapsed } from '../../text/Elapsed';
import { languageName } from '../../text/language-name';
import { PlainText } from '../../text/PlainText';
import { useDecisions } from '../why-me/use-decisions';
import { attributeFacts } from './facts';
import { waitOf } from './wait';

/** Who asks, from where, and since when. What channels told is text of people: it is shown and nothing else. */
export function CustomerFacts({ chat }: { chat: ChatForAgents }) {
  const { t, i18n } = useTranslation();
  const { customer, channel, requestedAt } = chat;
  if (!customer) return <EmptyState>{t('facts/unknown')}</EmptyState>;
  const { page, others } = attributeFacts(customer.attributes);
  return (
    <DataList size="sm" gap={6} labelWidth="7rem" p="sm">
      <Fact label={t('facts/id')} value={<CustomerId chat={chat} id={customer.id} />} />
      {customer.locale && <Fact label={t('facts/language')} value={languageName(customer.locale, i18n.language)} />}
      <Fact label={t('facts/channel')} value={channel ? (channel.name ?? channel.id) : t('facts/upstream')} />
      {page !== undefined && <Fact label={t('facts/page')} value={page} />}
      {requestedAt && <Fact label={t('facts/asked')} value={dateAndTime(requestedAt, i18n.language)} />}
      <Waited chat={chat} />
      {others.map(([name, value]) => (
        <Fact key={name} label={<PlainText text={name} />} value={value} />
      ))}
    </DataList>
  );
}

/** Whose earlier chats stand beside somebody who may only say so is for the agent to judge. */
function CustomerId({ chat: { customerProven }, id }: { chat: ChatForAgents; id: string }) {
  const { t } = useTranslation();
  return (
    <>
      <PlainText text={id} />
      {!customerProven && (
        <Text size="xs" c="dimmed">
          {t('facts/unproven')}
        </Text>
      )}
    </>
  );
}

function Fact({ label, value }: { label: ReactNode; value: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel maw="7rem">{label}</DataList.ItemLabel>
      <DataList.ItemValue miw={0}>{typeof value === 'string' ? <PlainText text={value} /> : value}</DataList.ItemValue>
    </DataList.Item>
  );
}

function Waited({ chat: { chatId, enqueuedAt } }: { chat: ChatForAgents }) {
  const { t } = useTranslation();
  const { data } = useDecisions(chatId);
  const wait = data && waitOf(enqueuedAt, data.items);
  if (!wait) return null;
  if ('since' in wait) return <Fact label={t('facts/waits')} value={<Elapsed since={wait.since} />} />;
  return <Fact label={t('facts/waited')} value={clockOf(wait.tookMs)} />;
}
