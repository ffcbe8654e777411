import { cluster } from '../ClusterDeclaration';
import { node } from '../objects/node';
import {
  openshiftConfig,
  securityContextConstraints,
} from '../objects/openshift';
import { storageClass } from '../objects/storage';
import { gpuOperator2021, openshiftMonitoring } from '../stacks';
import { componentLogs } from './logs/componentLogs';
import { portalRules } from './portalRules';
import { type DemoCluster, portalToken } from './types';

const names = ['ocp-01', 'ocp-02', 'ocp-03'];

/** OpenShift 4.6 on three compact nodes: a trial without shared storage. */
export const ocpLab: DemoCluster = {
  settings: {
    name: 'ocp-lab',
    title: 'OpenShift lab',
    owner: 'group:default/vision',
    environment: 'trial',
    mode: 'cloud',
    labels: { team: 'vision', site: 'lab' },
    contact: { title: '#vision-lab' },
  },
  declare: now =>
    cluster('ocp-lab')
      .kubernetes('v1.19.0+7070803')
      .openshift()
      .nodes(
        ...names.map(name =>
          node(name)
            .role('master', 'worker')
            .labels({ 'node.openshift.io/os_id': 'rhcos' })
            .kubelet('v1.19.0+7070803')
            .system({
              osImage:
                'Red Hat Enterprise Linux CoreOS 46.82.202012051820-0 (Ootpa)',
              kernelVersion: '4.18.0-193.29.1.el8_2.x86_64',
              containerRuntimeVersion:
                'cri-o://1.19.0-26.rhaos4.6.git8a05a29.el8',
            })
            .capacity({
              cpu: '48',
              memory: '263853296Ki',
              'ephemeral-storage': '468163564Ki',
            })
            .gpus(4, 'Tesla T4', {
              memoryMiB: 15109,
              family: 'turing',
              compute: '7.5',
              machine: 'PowerEdge-R740',
            })
            .gpuOperator()
            .driver('450.80.02', { cuda: '11.0' }),
        ),
      )
      .objects(
        openshiftConfig({ version: '4.6.8', mastersSchedulable: true }),
        securityContextConstraints(),
        openshiftMonitoring({ nodes: 3 }),
        gpuOperator2021({ nodes: 3 }),
        storageClass('thin', 'kubernetes.io/vsphere-volume', {
          default: true,
          parameters: { diskformat: 'thin' },
        }),
      )
      .controlled({ logsOf: componentLogs(now) })
      .account(portalToken, {
        user: 'system:serviceaccount:runai-portal:portal',
        rules: portalRules,
      }),
};
