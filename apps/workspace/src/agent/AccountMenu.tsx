import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LateDialog } from '../app/LateDialog';
import { PreferencesMenu } from '../app/PreferencesMenu';
import { useCode } from '../app/use-code';
import { useDialog } from '../app/use-dialog';
import { endSession } from '../session/session';
import { useAccount } from '../session/use-session';

const loadChangePassword = () => import('../session/ChangePassword');

/** What concerns who is signed in. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { name } = useAccount();
  const [isChanging, changing] = useDialog();
  const code = useCode('change-password', loadChangePassword, isChanging);
  const canAsk = 'Notification' in window && Notification.permission === 'default';
  return (
    <>
      <PreferencesMenu label={name}>
        <Menu.Divider />
        {canAsk && (
          <Menu.Item onClick={() => void Notification.requestPermission()}>{t('preferences/notifications')}</Menu.Item>
        )}
        <Menu.Item onClick={changing.open}>{t('preferences/password')}</Menu.Item>
        <Menu.Item onClick={() => endSession('signed-out')}>{t('preferences/signOut')}</Menu.Item>
      </PreferencesMenu>
      <LateDialog
        code={code}
        opened={isChanging}
        onClose={changing.close}
        title={t('password/title')}
        failed={t('fault/notLoaded')}
      >
        {({ ChangePassword }) => <ChangePassword opened={isChanging} onClose={changing.close} />}
      </LateDialog>
    </>
  );
}
