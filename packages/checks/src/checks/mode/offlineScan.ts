import { defineCheck } from '../../declarations';
import { evidenceOf } from '../../engine/findings';

/** A4: "Data entering the organization must do so via offline virus scanning tools." Nobody but people can tell. */
export const offlineScan = defineCheck({
  id: 'mode.offline-scan',
  title: 'What enters the site passes an offline virus scan',
  category: 'mode',
  requirements: ['A4'],
  description:
    'Data that enters an air-gapped organisation does so through offline virus scanning. That holds for the bundle of the installation and its images, for every update, and for what researchers bring: data, models and images.',
  verify: {
    text: 'Ask who brings files in, and follow one of them: the bundle of the installation has a checksum that must be the same behind the scan.',
    commands: ['sha256sum FILE'],
  },
  severity: 'recommended',
  attestable: true,
  uses: {},
  outcomes: {
    NotStated: {
      status: 'unknown',
      because: 'notRun',
      says: 'Whether data and images are scanned on their way in is not stated. No cluster can tell',
      remedy: {
        owner: 'security',
        text: 'Agree with those who run the scan how the bundle of the installation, its updates, images and data sets come in, and state it here. Scans that open archives need room and time for tens of gigabytes.',
      },
    },
  },
  evaluate: ({ settings }) => ({
    outcome: 'NotStated',
    evidence: evidenceOf([
      'settings',
      'mode',
      settings.mode ?? 'absent',
      'declared',
    ]),
  }),
});
