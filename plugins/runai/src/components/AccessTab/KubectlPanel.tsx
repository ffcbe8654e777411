import { useState } from 'react';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import type { AccessView } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { exactTime } from '../../logic/age';
import { copyText } from '../../logic/copyText';
import { saveFile } from '../../logic/saveFile';
import { kubeconfigText, tokenExpiry } from '../../logic/sessionToken';
import { ActionButton } from '../ActionButton';
import { CopyBlock } from '../CopyBlock';
import { Panel } from '../Panel';
import { StateLabel } from '../StateLabel';

export interface KubectlPanelProps {
  cluster: string;
  proxy: AccessView['proxy'];
}

/** What was done with the token, and until when it is valid. */
interface Done {
  what: 'copied' | 'downloaded' | 'failed';
  until?: Date;
}

/**
 * How the cluster is read with tools of one's own. The token never stands on the page: it goes from the session into the clipboard
 * or a file.
 */
export function KubectlPanel(props: KubectlPanelProps) {
  const { cluster, proxy } = props;
  const t = useText();
  const identityApi = useApi(identityApiRef);
  const [done, setDone] = useState<Done>();
  const isSecure = new URL(proxy.url).protocol === 'https:';
  const withToken = async (
    what: Done['what'],
    put: (token: string) => void | Promise<void>,
  ) => {
    const { token } = await identityApi.getCredentials();
    if (!token) {
      setDone({ what: 'failed' });
      return;
    }
    await put(token);
    setDone({ what, until: tokenExpiry(token) });
  };
  const file = `${cluster}.kubeconfig`;
  return (
    <Panel title={t('kubectl.title')}>
      <Box sx={{ fontSize: 13, color: 'text.secondary' }}>
        {t('kubectl.intro')}
      </Box>
      <Part title={t('kubectl.address')}>
        <CopyBlock text={proxy.url} label={t('kubectl.copyAddress')} />
      </Part>
      <Part title={t('kubectl.kubeconfig')}>
        {isSecure ? (
          <>
            <Box sx={{ fontSize: 13 }}>{t('kubectl.kubeconfigText')}</Box>
            <Box sx={{ mt: 1 }}>
              <ActionButton
                onClick={() =>
                  withToken('downloaded', token =>
                    saveFile(
                      file,
                      kubeconfigText({
                        cluster,
                        server: proxy.url,
                        caData: proxy.caData,
                        token,
                      }),
                    ),
                  )
                }
              >
                {t('kubectl.downloadKubeconfig')}
              </ActionButton>
            </Box>
            <CopyBlock
              text={`kubectl --kubeconfig ${file} get nodes`}
              label={t('kubectl.copyCommand')}
            />
          </>
        ) : (
          <StateLabel of="check" state="warn">
            {t('kubectl.plainHttp')}
          </StateLabel>
        )}
      </Part>
      <Part title={t('kubectl.curl')}>
        <Box sx={{ fontSize: 13 }}>{t('kubectl.tokenText')}</Box>
        <Box sx={{ mt: 1 }}>
          <ActionButton onClick={() => withToken('copied', copyText)}>
            {t('kubectl.copyToken')}
          </ActionButton>
        </Box>
        <CopyBlock
          text={`curl -H "Authorization: Bearer $PORTAL_TOKEN" ${proxy.url}/api/v1/nodes`}
          label={t('kubectl.copyCurl')}
        />
      </Part>
      <Box role="status" sx={{ fontSize: 13, minHeight: 20, mt: 1 }}>
        {done && doneText(done)}
      </Box>
    </Panel>
  );

  function doneText({ what, until }: Done): string {
    if (what === 'failed') return t('kubectl.failed');
    const time = until && exactTime(until.toISOString());
    if (what === 'copied') {
      return time
        ? t('kubectl.tokenCopied', { until: time })
        : t('kubectl.tokenCopiedUnknown');
    }
    return time
      ? t('kubectl.downloaded', { until: time })
      : t('kubectl.downloadedUnknown');
  }
}

function Part(props: { title: string; children: React.ReactNode }) {
  return (
    <Box sx={{ mt: 2 }}>
      <Box
        component="h3"
        sx={{ m: 0, mb: 0.5, fontSize: 13, fontWeight: 'fontWeightBold' }}
      >
        {props.title}
      </Box>
      {props.children}
    </Box>
  );
}
