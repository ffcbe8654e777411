import { useState } from 'react';
import Box from '@mui/material/Box';
import type { AccessView } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { ActionButton } from '../ActionButton';
import { Panel } from '../Panel';
import { RelativeTime } from '../RelativeTime';
import { StateLabel } from '../StateLabel';
import { LostChecks } from './LostChecks';
import { PermissionTable } from '../PermissionTable';
import { PermissionCosts } from './PermissionCosts';

export interface AccountPanelProps {
  access: AccessView;
}

/** What is missing first, with what it costs; what is granted behind a button. */
export function AccountPanel(props: AccountPanelProps) {
  const { access } = props;
  const { missing, granted = [], notServed = [], account, unknown } = access;
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <Panel
      title={t('access.title')}
      note={
        access.observedAt && (
          <>
            {t('access.observed')}{' '}
            <RelativeTime at={access.observedAt} as="ago" />
          </>
        )
      }
    >
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: 'minmax(0, 1fr)',
        }}
      >
        {account?.userName && (
          <Box sx={{ fontSize: 13, overflowWrap: 'anywhere' }}>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t('access.account')}:{' '}
            </Box>
            {account.userName}
          </Box>
        )}
        {account?.clusterAdmin && (
          <StateLabel of="check" state="warn">
            {t('access.clusterAdmin')}
          </StateLabel>
        )}
        {unknown && (
          <StateLabel of="check" state="unknown">
            {t('access.unknown')}: {unknown.message}
          </StateLabel>
        )}
        {missing?.length === 0 && (
          <StateLabel of="check" state="pass">
            {t('access.allGranted')}
          </StateLabel>
        )}
        {missing && missing.length > 0 && (
          <>
            <StateLabel of="check" state="unknown">
              {t('access.missing', { count: missing.length })}
            </StateLabel>
            <LostChecks missing={missing} />
            <PermissionTable
              permissions={missing}
              label={t('access.missing', { count: missing.length })}
              granted={false}
              costs={permission => <PermissionCosts permission={permission} />}
            />
          </>
        )}
        {granted.length > 0 && (
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              gap: 1.5,
              fontSize: 13,
              color: 'text.secondary',
            }}
          >
            <ActionButton aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t('access.hideGranted') : t('access.showGranted')}
            </ActionButton>
            {t('access.granted', { count: granted.length })}
            {notServed.length > 0 &&
              ` · ${t('access.notServed', { count: notServed.length })}`}
          </Box>
        )}
        {open && (
          <PermissionTable
            permissions={granted}
            label={t('access.granted', { count: granted.length })}
            granted
            costs={permission => <PermissionCosts permission={permission} />}
          />
        )}
      </Box>
    </Panel>
  );
}
