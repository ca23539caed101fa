import { defineReporter } from '../core/run.js';

export default defineReporter({
  title: 'CycloneDX 1.6, a bill of materials with its vulnerabilities',
  render: async (run) => {
    // The library is three times as large as everything else that a run loads.
    const { renderBom } = await import('./cyclonedx/bom.js');
    return renderBom(run);
  },
});
