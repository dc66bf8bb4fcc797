'use strict';

// Every page: light and dark, and the list of policies, which can be sorted and searched.
(() => {
  const byId = (id) => document.getElementById(id);
  const texts = JSON.parse(byId('texts').textContent);

  // A page from disk may not be allowed to remember anything.
  const remembered = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* it holds until the page is closed */ }
  };

  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const show = (theme) => { root.dataset.theme = theme; };
  const chosen = remembered('policyglot/theme');
  if (chosen === 'light' || chosen === 'dark') show(chosen);
  byId('theme').addEventListener('click', () => {
    const now = root.dataset.theme || (dark.matches ? 'dark' : 'light');
    const next = now === 'dark' ? 'light' : 'dark';
    show(next);
    remember('policyglot/theme', next);
  });

  for (const id of ['filters', 'tools']) byId(id).hidden = false;

  // What sticks below the bar has to know how high it is. (A custom property of the root would do, and make the
  // browser work out the style of every element anew.)
  const bar = document.querySelector('.bar');
  new ResizeObserver(() => {
    const sticks = getComputedStyle(bar).position === 'sticky';
    const height = sticks ? bar.offsetHeight : 0;
    for (const head of document.querySelectorAll('.clauses > thead')) head.style.insetBlockStart = `${height}px`;
    root.style.scrollPaddingBlockStart = `${height + 40}px`;
  }).observe(bar);

  const list = byId('list');
  if (!list) return;
  const body = list.tBodies[0];
  const rows = [...body.rows];

  // Counts fall when they are sorted first, names rise.
  const sort = (head, button, column) => {
    const numeric = head.classList.contains('numeric');
    const before = head.getAttribute('aria-sort');
    const falls = before ? before === 'ascending' : numeric;
    for (const other of list.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
    const value = (row) => row.cells[column].textContent;
    const compare = numeric
      ? (a, b) => Number(value(a)) - Number(value(b))
      : (a, b) => value(a).localeCompare(value(b));
    rows.sort((a, b) => (falls ? compare(b, a) : compare(a, b)));
    body.append(...rows);
  };
  [...list.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => sort(head, button, column));
  });

  const search = byId('policies');
  if (!search) return;
  const fold = (text) => text.normalize('NFKC').toLowerCase();
  const find = () => {
    const query = fold(search.value.trim());
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fold(row.textContent).includes(query);
      shown += row.hidden ? 0 : 1;
    }
    byId('count').textContent = texts.policies
      .replace('{shown}', shown).replace('{all}', rows.length);
  };
  search.addEventListener('input', find);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && event.target !== search) {
      event.preventDefault();
      search.focus();
    }
  });
  find();
})();
