import type { IncomingMessage } from 'node:http';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import express, { type Request } from 'express';
import type { ClusterAccess } from '../access/ClusterAccess';
import { proxyAddress } from './ProxyRequest';
import type { ProxyRefusal } from './ProxyRefusal';
import { UpgradeRefuser } from './UpgradeRefuser';

/** Where Backstage serves the plugin. */
const BASE = '/api/runai';
const PROXIED = /^\/api\/runai\/clusters\/[^/?#]+\/k8s(?:[/?]|$)/i;

/** Refuses upgrades of connections to clusters, and writes down those of whom the portal knows. */
export function refuseUpgrades(options: {
  access: Pick<ClusterAccess, 'refuse'>;
  httpAuth: HttpAuthService;
}): { stop(): void } {
  const { access, httpAuth } = options;
  const { request: express4 } = express();
  const audit = async (raw: IncomingMessage, refusal: ProxyRefusal) => {
    // The auditor reads address and agent as Express tells them; this request never came to it.
    const request: Request = Object.setPrototypeOf(raw, express4);
    request.originalUrl = raw.url ?? '';
    const caller = await httpAuth
      .credentials(request, { allow: ['user', 'service'] })
      .catch(() => undefined);
    const address = proxyAddress(request.originalUrl.slice(BASE.length));
    if (caller && address) {
      await access.refuse(request, {
        cluster: address.cluster,
        action: 'proxy',
        target: { verb: String(request.method), path: address.path },
        reason: refusal.reason,
        status: refusal.code,
      });
    }
  };
  return UpgradeRefuser.start({
    path: PROXIED,
    onRefused: (request, refusal) => {
      audit(request, refusal);
    },
  });
}
