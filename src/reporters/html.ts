import { defineReporter } from '../core/run.js';

export default defineReporter({
  title: 'One self-contained page with the graph of dependencies',
  render: async (run) => {
    // The page needs a library that lays out graphs, which no other format does.
    const { renderPage } = await import('./html/page.js');
    return renderPage(run);
  },
});
