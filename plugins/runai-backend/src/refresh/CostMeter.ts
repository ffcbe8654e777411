/** Work that is being measured. */
interface Measured {
  weight: number;
  cpuMs: number;
}

/**
 * What each of several pieces of work costs this process that goes on at the same time: the CPU time that passes is shared
 * among those under way, by weight.
 *
 * @remarks Node cannot tell whose callback took how long. The weight is what work is known to have to do, e.g. its nodes: so a
 * small cluster does not pay for a large one beside it.
 */
export class CostMeter {
  readonly #cpuMs: () => number;
  readonly #underWay = new Set<Measured>();
  #countedMs: number;

  /** @param cpuMs - CPU time of the process so far, in milliseconds */
  constructor(cpuMs: () => number = cpuTimeOfProcess) {
    this.#cpuMs = cpuMs;
    this.#countedMs = cpuMs();
  }

  /** @returns ends the measurement, and tells the CPU time in milliseconds */
  begin(weight: number): () => number {
    this.#share();
    const measured: Measured = { weight, cpuMs: 0 };
    this.#underWay.add(measured);
    return () => {
      this.#share();
      this.#underWay.delete(measured);
      return measured.cpuMs;
    };
  }

  #share() {
    const now = this.#cpuMs();
    const passed = now - this.#countedMs;
    this.#countedMs = now;
    let whole = 0;
    for (const { weight } of this.#underWay) {
      whole += weight;
    }
    for (const measured of this.#underWay) {
      measured.cpuMs += (passed * measured.weight) / whole;
    }
  }
}

function cpuTimeOfProcess(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
