import { Component, type ReactNode } from 'react';
import { i18n } from '../i18n';
import { MessagePage } from './MessagePage';

/** A page that fails while it is drawn says so instead of disappearing. */
export class FaultBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <MessagePage words={i18n.t('fault/unknown')} /> : this.props.children;
  }
}
