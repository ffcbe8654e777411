import { useRouteRef } from '@backstage/core-plugin-api';
import type { ReactNode } from 'react';
import { useText } from '../../hooks/useText';
import { checksRouteRef, rootRouteRef } from '../../routes';
import { PageFrame } from '../PageFrame';

export interface FleetFrameProps {
  /** Which of the pages that are of no cluster is shown. */
  tab: 'fleet' | 'checks';
  demo?: boolean;
  actions?: ReactNode;
  children: ReactNode;
}

/** The head of the pages that are of no cluster, with the ways between them. */
export function FleetFrame(props: FleetFrameProps) {
  const { tab, demo, actions, children } = props;
  const t = useText();
  const fleetPath = useRouteRef(rootRouteRef)();
  const checksPath = useRouteRef(checksRouteRef)();
  return (
    <PageFrame
      title={t('fleet.title')}
      documentTitle={
        tab === 'checks'
          ? `${t('fleet.tab.checks')} · ${t('fleet.title')}`
          : undefined
      }
      demo={demo}
      actions={actions}
      tab={tab}
      tabs={[
        { id: 'fleet', label: t('fleet.tab.fleet'), to: fleetPath },
        { id: 'checks', label: t('fleet.tab.checks'), to: checksPath },
      ]}
    >
      {children}
    </PageFrame>
  );
}
