/**
 * What the page does in a browser: filter, search, unfold the package that a link leads to, and show the neighbours of a box. It makes no
 * element and writes no HTML: it only hides, unfolds and counts what is there. Without it the page shows everything.
 */
export const SCRIPT = String.raw`
'use strict';
(() => {
  const packages = [...document.querySelectorAll('.package')];
  const search = document.querySelector('#search');
  const boxes = [...document.querySelectorAll('#filters input')];
  const count = document.querySelector('#count');
  const graph = document.querySelector('.graph');

  const shownStandings = () => new Set(boxes.filter((box) => box.checked).flatMap((box) => box.value.split(' ')));

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const standings = shownStandings();
    let shown = 0;
    for (const item of packages) {
      const fits = standings.has(item.dataset.standing) && words.every((word) => item.dataset.search.includes(word));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown + ' of ' + packages.length + ' shown';
  }

  function unfold() {
    const item = packages.find((each) => '#' + each.id === location.hash);
    if (!item) return;
    item.hidden = false;
    item.open = true;
    item.querySelector('summary').focus({ preventScroll: true });
    item.scrollIntoView({ block: 'start' });
  }

  function pick(node) {
    const near = new Set([node.dataset.node]);
    for (const edge of graph.querySelectorAll('.edge')) {
      const isNear = edge.dataset.from === node.dataset.node || edge.dataset.to === node.dataset.node;
      edge.classList.toggle('near', isNear);
      if (isNear) near.add(edge.dataset.from).add(edge.dataset.to);
    }
    for (const each of graph.querySelectorAll('.node')) each.classList.toggle('near', near.has(each.dataset.node));
    graph.classList.add('picking');
  }

  // What needs no attention waits until it is asked for, or looked for by name.
  const safe = boxes.find((box) => box.value === 'safe');
  const isShort = packages.length <= 20 && packages.every((item) => item.dataset.standing === 'safe');

  if (search) {
    document.querySelector('.controls').hidden = false;
    safe.checked = isShort;
    search.addEventListener('input', () => { safe.checked = true; });
    search.addEventListener('input', filter);
    for (const box of boxes) box.addEventListener('change', filter);
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || document.activeElement === search) return;
      event.preventDefault();
      search.focus();
    });
    filter();
  }
  if (graph) {
    for (const name of ['pointerover', 'focusin']) graph.addEventListener(name, (event) => {
      const node = event.target.closest('.node');
      if (node) pick(node);
    });
    for (const name of ['pointerleave', 'focusout']) graph.addEventListener(name, () => graph.classList.remove('picking'));
  }
  addEventListener('hashchange', unfold);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#p"]');
    if (link && link.getAttribute('href') === location.hash) unfold();
  });
  unfold();
})();
`;
