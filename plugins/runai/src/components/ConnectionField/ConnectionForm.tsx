import { useState } from 'react';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import {
  DEMO_TOKEN,
  type Registration,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { MONOSPACE } from '../../theme';
import { ActionButton } from '../ActionButton';
import { ChoiceField } from '../ChoiceField';
import { LoadError } from '../LoadError';
import { AccountManifest } from './AccountManifest';
import { ConnectionTestResult } from './ConnectionTestResult';
import { testedConnection, type ConnectionValue } from './connectionValue';
import { useConnectionTest } from './useConnectionTest';

export interface ConnectionFormProps {
  registration: Registration;
  value: ConnectionValue;
  onChange(value: ConnectionValue): void;
  disabled?: boolean;
}

/** Characters that the backend takes. A field that cut off what is pasted would make another certificate of it. */
const MOST = { server: 2_048, ca: 65_536, token: 16_384 };

/** Server, authority and token of a cluster, and what a test of them finds. The token stays here, and goes with the first answer. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { registration, value, onChange, disabled } = props;
  const { server = '', ca = '' } = value;
  const t = useText();
  const testing = useConnectionTest();
  const [token, setToken] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const change = (changed: ConnectionValue) => {
    testing.forget();
    const { tested: _outdated, ...kept } = { ...value, ...changed };
    onChange(kept);
  };
  const tooLong = {
    server: reasonOfLength('server', server),
    ca: reasonOfLength('ca', ca),
    token: reasonOfLength('token', token),
  };
  const disabledReason = reasonOf();

  function reasonOfLength(field: keyof typeof MOST, text: string) {
    return text.trim().length > MOST[field]
      ? t('register.tooLong', {
          field: t(`register.${field}`),
          most: String(MOST[field]),
        })
      : undefined;
  }

  function reasonOf(): string | undefined {
    if (testing.isTesting) return t('register.testing');
    if (!server.trim()) return t('register.needsServer');
    if (!token.trim()) return t('register.needsToken');
    return tooLong.server ?? tooLong.ca ?? tooLong.token;
  }

  async function test() {
    const result = await testing.start({
      server: server.trim(),
      ca: ca.trim() || undefined,
      token: token.trim(),
    });
    if (!result) return;
    // What was not sent may be tried again, with another address or authority.
    if (result.reachable.state === 'passed') {
      setToken('');
      setWasSent(true);
    }
    onChange({
      ...value,
      server: server.trim(),
      tested: testedConnection(result),
    });
  }

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Box sx={{ fontSize: 13, color: 'text.secondary' }}>
        {registration.message}
      </Box>
      {registration.simulated.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, rowGap: 0.5 }}>
          <ChoiceField
            label={t('register.simulatedCluster')}
            value={server}
            choices={[
              { value: '', label: t('register.chooseSimulated') },
              ...registration.simulated.map(one => ({
                value: one.server,
                label: one.cluster,
              })),
            ]}
            onChange={chosen =>
              change(
                registration.simulated
                  .filter(one => one.server === chosen)
                  .map(one => ({ server: one.server, ca: one.ca }))[0] ?? {
                  server: '',
                  ca: '',
                },
              )
            }
          />
          <Box sx={{ fontSize: 13, color: 'text.secondary', py: 0.75 }}>
            {t('register.simulatedToken', { token: DEMO_TOKEN })}
          </Box>
        </Box>
      )}
      <TextField
        label={t('register.server')}
        value={server}
        onChange={event => change({ server: event.target.value })}
        error={tooLong.server !== undefined}
        helperText={tooLong.server ?? t('register.serverHelp')}
        disabled={disabled}
        required
        fullWidth
        inputProps={{ spellCheck: false, inputMode: 'url' }}
      />
      <TextField
        label={t('register.ca')}
        value={ca}
        onChange={event => change({ ca: event.target.value })}
        error={tooLong.ca !== undefined}
        helperText={tooLong.ca ?? t('register.caHelp')}
        disabled={disabled}
        multiline
        minRows={3}
        maxRows={8}
        fullWidth
        inputProps={{ spellCheck: false }}
        InputProps={{ sx: { fontFamily: MONOSPACE, fontSize: 12.5 } }}
      />
      <TextField
        label={t('register.token')}
        value={token}
        type="password"
        autoComplete="new-password"
        onChange={event => setToken(event.target.value)}
        onKeyDown={event => {
          // Enter would send the form on to its next page.
          if (event.key === 'Enter') {
            event.preventDefault();
            if (!disabledReason) void test();
          }
        }}
        error={tooLong.token !== undefined}
        helperText={
          tooLong.token ??
          t(wasSent && !token ? 'register.tokenSent' : 'register.tokenHelp')
        }
        disabled={disabled}
        fullWidth
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <ActionButton
          primary
          disabledReason={disabledReason}
          onClick={() => void test()}
        >
          {t(testing.isTesting ? 'register.testing' : 'register.test')}
        </ActionButton>
        <AccountManifest manifest={registration.manifest} />
      </Box>
      <div role="status">
        {testing.result && <ConnectionTestResult result={testing.result} />}
        {testing.error && (
          <LoadError
            isAction
            error={testing.error}
            onRetry={() => void test()}
          />
        )}
      </div>
    </Box>
  );
}
