import {
  defineCheck,
  type CheckContext,
  type Values,
} from '../../declarations';
import { evidenceOf } from '../../engine/findings';
import { versionFact } from '../../facts/version';
import type { Profile } from '../../profiles';

/** Seed B15: "no inbound connection is required". A statement for those who run the firewall; nothing is read for it. */
export const inboundNotRequired = defineCheck({
  id: 'network.inbound-not-required',
  title: 'Nothing has to connect in to the cluster from outside',
  category: 'network',
  requirements: ['B15'],
  description:
    'With the control plane in the cloud every connection begins in the cluster: no rule for inbound traffic is asked for. What has to be open besides is the way from the browsers of people to the web interface, which nothing inside the cluster can see.',
  severity: 'informational',
  verify: {
    text: 'Nothing in the cluster tells it: ask those who run the firewall. Open the web interface in the browser of a workstation to see that people reach it.',
    commands: ['curl --head https://WEB_INTERFACE'],
  },
  // Nothing of it is looked at: the statement is made of a cluster that answers, not of whatever listens at its address.
  uses: { version: versionFact },
  expected: 'no rule for inbound connections',
  outcomes: {
    OutboundOnly: {
      status: 'pass',
      says: 'No inbound rule is needed. All connections to the control plane begin in the cluster[; the mode is {mode}|; no mode is declared, and this is what holds for the cloud]',
      remedy: {
        owner: 'network',
        text: 'For the network team: no inbound rule is needed. Outbound, every node that runs containers must reach [{hosts}|what the profile names][, and what else the version needs that the profile {incomplete} does not know]. People who use Run:ai must reach the web interface[ ({web})] from their own browsers, which are often in another network than the nodes and behind another proxy.',
      },
    },
  },
  evaluate: context => ({
    outcome: 'OutboundOnly',
    values: valuesOf(context),
    evidence: evidenceOf([
      'settings',
      'mode',
      context.settings.mode ?? 'not declared',
      'declared',
    ]),
  }),
});

/** Which hosts the network team has to open: from the nodes, and from the desks of people. */
function valuesOf({ profile, settings }: CheckContext): Values {
  const { mode, controlPlane } = settings;
  const needed = profile.endpoints.filter(
    ({ companionOf, modes }) =>
      !companionOf && modes[mode ?? 'cloud'] === 'required',
  );
  return {
    mode,
    hosts: addresses(needed),
    incomplete: profile.network.completeFor.includes(mode ?? 'cloud')
      ? undefined
      : profile.id,
    web:
      controlPlane?.url ?? addresses(needed.filter(({ browsers }) => browsers)),
  };
}

/** Undefined where there is none, so that a sentence leaves them out. */
function addresses(endpoints: Profile['endpoints']): string | undefined {
  return endpoints.length > 0
    ? endpoints.map(({ host, port }) => `${host}:${port}`).join(', ')
    : undefined;
}
