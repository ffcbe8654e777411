import { stampedLog } from './stampedLog';

/** What the driver's container writes on a node whose kernel has loaded nouveau, up to its last end 4 minutes ago. */
export function brokenDriverLog(now: Date): string {
  return stampedLog(now, [
    [258, 'DRIVER_ARCH is x86_64'],
    [258, 'Creating directory NVIDIA-Linux-x86_64-450.80.02'],
    [257, 'Verifying archive integrity... OK'],
    [
      251,
      'Uncompressing NVIDIA Accelerated Graphics Driver for Linux-x86_64 450.80.02',
    ],
    [249, '========== NVIDIA Software Installer =========='],
    [
      249,
      'Starting installation of NVIDIA driver version 450.80.02 for Linux kernel version 5.4.0-72-generic',
    ],
    [249, 'Stopping NVIDIA persistence daemon...'],
    [248, 'Unloading NVIDIA driver kernel modules...'],
    [248, 'Unmounting NVIDIA driver rootfs...'],
    [247, 'Checking NVIDIA driver packages...'],
    [
      246,
      '\u001b[33mWARNING\u001b[0m: The Nouveau kernel driver is currently in use by your system. This driver is incompatible with the NVIDIA driver.',
    ],
    [
      246,
      '\u001b[31mERROR\u001b[0m: Unable to load the kernel module nvidia.ko: nouveau kernel module is loaded',
    ],
    [
      245,
      'Unable to install the NVIDIA driver. Blacklist nouveau, rebuild the initramfs and reboot the node.',
    ],
    [
      245,
      'Stopping NVIDIA persistence daemon... nouveau kernel module is loaded',
    ],
    [244, 'Unmounting NVIDIA driver rootfs...'],
  ]);
}
