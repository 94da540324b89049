import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { roleChoices } from './roles';

/** Chooses between agent, manager and both. */
export function RolesSelect(props: Omit<SelectProps, 'data'>) {
  const { t } = useTranslation();
  const data = roleChoices.map((value) => ({ value, label: t(`agents/${value}`) }));
  return <Select data={data} allowDeselect={false} {...props} />;
}
