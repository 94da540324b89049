import { useTranslation } from 'react-i18next';
import { ShownOnce } from '../ShownOnce';

/** The line that puts the widget on a site; it has the publishable key in it, which is shown once. */
export function WidgetSnippet({ publishableKey }: { publishableKey: string }) {
  const { t } = useTranslation();
  const line = `<script src="${location.origin}/widget.js" data-key="${publishableKey}" async></script>`;
  return <ShownOnce label={t('widget/snippet')} secret={line} />;
}
