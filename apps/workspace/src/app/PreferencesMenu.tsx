import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, languages } from '../i18n';
import { useTell } from './use-tell';

const themes = ['light', 'dark', 'auto'] as const;

/** Language and appearance, kept in the browser; `children` are further entries. */
export function PreferencesMenu({ label, children }: { label?: string; children?: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { fault } = useTell();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="subtle" size="compact-md" color="gray">
          {label ?? languages[i18n.language as Language] ?? t('app/menu')} ▾
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('preferences/language')}</Menu.Label>
        {Object.entries(languages).map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            aria-current={i18n.language === language}
            onClick={() => void chooseLanguage(language as Language).catch(fault)}
          >
            {i18n.language === language ? `✓ ${name}` : name}
          </Menu.Item>
        ))}
        <Menu.Label>{t('preferences/theme')}</Menu.Label>
        {themes.map((theme) => (
          <Menu.Item key={theme} aria-current={colorScheme === theme} onClick={() => setColorScheme(theme)}>
            {colorScheme === theme ? `✓ ${t(`preferences/${theme}`)}` : t(`preferences/${theme}`)}
          </Menu.Item>
        ))}
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
