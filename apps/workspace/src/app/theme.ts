import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Dark enough that white text on it and it on white reach a contrast of 4.5. */
const board: MantineColorsTuple = [
  '#e7f1fb',
  '#cfe0f2',
  '#9fc1e4',
  '#6ca0d6',
  '#4484ca',
  '#2c73c3',
  '#1f6bc0',
  '#145aa8',
  '#0b5098',
  '#004587',
];

export const theme = createTheme({
  colors: { board },
  primaryColor: 'board',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Mantine's own quiet texts are too pale for WCAG AA on the backgrounds that we put them on. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
});
