import Box from '@mui/material/Box';
import { ResponseError } from '@backstage/errors';
import { useApi } from '@backstage/core-plugin-api';
import { runaiClusterRegisterPermission } from '@runai-portal/backstage-plugin-runai-common';
import { runaiApiRef } from '../../api';
import { useRead } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { LoadError } from '../LoadError';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { Notice } from '../Notice';
import { RunaiProviders } from '../RunaiProviders';
import { ConnectionForm } from './ConnectionForm';
import type { ConnectionValue } from './connectionValue';

/** @public What the scaffolder gives the field. */
export interface ConnectionFieldProps {
  formData?: ConnectionValue;
  onChange(value: ConnectionValue): void;
  disabled?: boolean;
}

/** A field of the scaffolder's forms: how a cluster is reached, tested before anything is written. */
export function ConnectionField(props: ConnectionFieldProps) {
  const { formData, onChange, disabled } = props;
  return (
    <RunaiProviders>
      <Connection
        value={formData ?? {}}
        onChange={onChange}
        disabled={disabled}
      />
    </RunaiProviders>
  );
}

function Connection(props: {
  value: ConnectionValue;
  onChange(value: ConnectionValue): void;
  disabled?: boolean;
}) {
  const api = useApi(runaiApiRef);
  const t = useText();
  const registration = useRead({
    queryKey: ['registration'],
    read: signal => api.registration({ signal }),
  });
  if (registration.error) {
    const { error } = registration;
    return error instanceof ResponseError && error.statusCode === 403 ? (
      <Notice alert title={t('register.forbidden')}>
        {t('register.forbiddenText', {
          permission: runaiClusterRegisterPermission.name,
        })}
      </Notice>
    ) : (
      <LoadError error={error} onRetry={() => registration.refetch()} />
    );
  }
  if (!registration.data) {
    return (
      <LoadingSkeleton label={t('register.loading')} shape="rows" count={4} />
    );
  }
  if (registration.data.takes === 'nothing') {
    return (
      <Notice alert title={t('register.nothing')}>
        {registration.data.message}
      </Notice>
    );
  }
  return (
    <Box sx={{ mb: 1 }}>
      <ConnectionForm {...props} registration={registration.data} />
    </Box>
  );
}
