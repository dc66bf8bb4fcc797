
// Pages that show policies: filters, search, the way from finding to finding, waivers and the baseline made of them.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const texts = JSON.parse(byId('texts').textContent);
  const fold = (text) => text.normalize('NFKC').toLowerCase();
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);

  // ---- What stands on the page ----

  const rows = all('tr.row').map((node) => {
    const notes = node.nextElementSibling;
    const has = notes && notes.classList.contains('notes');
    return { node, notes: has ? notes : null, cards: [], furniture: !node.matches('.row:not(.furniture, .foreign)') };
  });
  const rowOf = new Map(rows.filter((row) => row.notes).map((row) => [row.notes, row]));
  const cards = all('article.finding').map((node, order) => {
    const data = node.dataset;
    const row = rowOf.get(node.closest('tr')) || null;
    const card = {
      node, row, order, severity: data.severity, rule: data.rule, langs: data.langs.split(' '),
      confidence: Number(data.confidence), section: data.section, print: data.print,
      path: data.path, quote: data.quote, waived: data.waived || '', reason: data.reason || '',
      number: node.id.slice(1), shown: true,
    };
    if (row) row.cards.push(card);
    return card;
  });
  const byNumber = new Map(cards.map((card) => [card.number, card]));
  const marked = all('[data-f]').map((node) => (
    { node, cards: node.dataset.f.split(' ').map((number) => byNumber.get(number)) }
  ));
  const cells = all('.matrix td').map((node) => {
    const numbers = {};
    for (const tally of all('.tally', node)) numbers[tally.dataset.severity] = tally;
    return { key: `${node.dataset.section} ${node.dataset.lang}`, numbers };
  });

  // ---- Filters ----

  const filters = byId('filters');
  const [query, rule, language, confidence, waived, only, furniture] =
    ['query', 'rule', 'language', 'confidence', 'waived', 'only', 'furniture'].map(byId);
  const severities = all('input[name=severity]');

  const choices = (select, values, name) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    for (const value of [...counts.keys()].sort()) {
      const text = `${name(value)} (${counts.get(value)})`;
      select.append(new Option(text, value));
    }
  };
  choices(rule, cards.map((card) => card.rule), (value) => value);
  choices(language, cards.flatMap((card) => card.langs), (value) => texts.langs[value] || value);

  const text = (thing) => {
    thing.text ??= fold(thing.node.textContent);
    return thing.text;
  };
  const wanted = (card, words, wants) => wants.has(card.severity)
    && (!rule.value || card.rule === rule.value)
    && (!language.value || card.langs.includes(language.value))
    && card.confidence >= Number(confidence.value)
    && (!waived.value || (waived.value === 'waived') === (card.waived !== ''))
    && (!words || text(card).includes(words) || (card.row !== null && text(card.row).includes(words)));

  const apply = () => {
    const words = fold(query.value.trim());
    const wants = new Set(severities.filter((box) => box.checked).map((box) => box.value));
    for (const card of cards) {
      card.shown = wanted(card, words, wants);
      card.node.hidden = !card.shown;
    }
    for (const row of rows) {
      const noted = row.cards.some((card) => card.shown);
      let shown = noted;
      if (!noted && !only.checked && (!row.furniture || furniture.checked)) {
        shown = !words || text(row).includes(words);
      }
      row.node.hidden = !shown;
      if (row.notes) row.notes.hidden = !noted;
    }
    paint();
    light(words);
    const shown = cards.filter((card) => card.shown).length;
    byId('count').textContent = fill(texts.shown, { shown, all: cards.length });
  };

  // Marks and numbers follow what is shown and not waived.
  const rank = { error: 3, warning: 2, info: 1 };
  const paint = () => {
    for (const mark of marked) {
      const shown = mark.cards.filter((card) => card.shown);
      const open = shown.filter((card) => !card.waived).map((card) => card.severity);
      open.sort((a, b) => rank[b] - rank[a]);
      const worst = open[0] || 'waived';
      if (mark.node.dataset.severity !== worst) mark.node.dataset.severity = worst;
      mark.node.classList.toggle('off', shown.length === 0);
    }
    const counts = new Map();
    const totals = { error: 0, warning: 0, info: 0 };
    for (const card of cards) {
      if (card.waived) continue;
      totals[card.severity] += 1;
      if (!card.shown) continue;
      for (const lang of card.langs) {
        const key = `${card.section} ${lang} ${card.severity}`;
        counts.set(key, (counts.get(key) || 0) + 1);
      }
    }
    for (const cell of cells) {
      for (const [severity, node] of Object.entries(cell.numbers)) {
        const count = counts.get(`${cell.key} ${severity}`) || 0;
        node.hidden = count === 0;
        const number = node.querySelector('.number');
        if (number.textContent !== String(count)) number.textContent = count;
      }
    }
    for (const box of severities) {
      box.parentNode.querySelector('.number').textContent = totals[box.value];
    }
  };

  // Found words are painted where the browser can do it without touching the text.
  const light = (words) => {
    if (!CSS.highlights) return;
    const ranges = [];
    if (words.length > 1) {
      for (const row of rows) {
        if (row.node.hidden || !text(row).includes(words) || ranges.length > 2000) continue;
        const walker = document.createTreeWalker(row.node, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const lower = node.data.toLowerCase();
          if (lower.length !== node.data.length) continue;
          for (let at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + words.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set('found', new Highlight(...ranges));
  };

  const reset = () => {
    filters.reset();
    apply();
  };
  let waiting = 0;
  query.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  });
  filters.addEventListener('change', apply);
  filters.addEventListener('reset', () => setTimeout(apply));
  filters.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });

  // ---- From finding to finding ----

  let current = null;
  const select = (card) => {
    if (current) current.node.classList.remove('current');
    current = card;
    card.node.classList.add('current');
    card.node.focus({ preventScroll: true });
    const row = card.row && card.row.node;
    const room = innerHeight - document.querySelector('.bar').offsetHeight - 60;
    const bottom = card.node.getBoundingClientRect().bottom;
    const fits = row && bottom - row.getBoundingClientRect().top < room;
    if (fits) row.scrollIntoView({ block: 'start' });
    else card.node.scrollIntoView({ block: 'center' });
    const list = cards.filter((other) => other.shown);
    const values = { number: list.indexOf(card) + 1, all: list.length };
    byId('count').textContent = fill(texts.current, values);
    try { history.replaceState(null, '', `#${card.node.id}`); } catch { /* a sandboxed page keeps its address */ }
  };
  const step = (by) => {
    const list = cards.filter((card) => card.shown && (!card.waived || waived.value === 'waived'));
    if (list.length === 0) return;
    if (current) {
      const after = list.find((card) => card.order > current.order);
      const before = list.findLast((card) => card.order < current.order);
      select((by > 0 ? after : before) || (by > 0 ? list[0] : list.at(-1)));
      return;
    }
    // The first step goes to what is before the reader's eyes, or comes next.
    const below = list.find((card) => card.node.getBoundingClientRect().bottom > 0);
    select(by > 0 ? below || list[0] : list.at(-1));
  };
  byId('next').addEventListener('click', () => step(1));
  byId('previous').addEventListener('click', () => step(-1));

  // A link leads to its place even where a filter hides it.
  const goTo = (id) => {
    const target = byId(id);
    if (!target) return false;
    if (target.closest('[hidden]')) {
      reset();
      if (target.matches('.furniture')) furniture.checked = true;
      apply();
    }
    const card = target.matches('article') && byNumber.get(id.slice(1));
    if (card) select(card);
    else target.scrollIntoView({ block: 'start' });
    return Boolean(card);
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) {
      const card = event.target.closest('article.finding');
      if (card && !event.target.closest('button')) {
        if (current) current.node.classList.remove('current');
        current = byNumber.get(card.id.slice(1));
        card.classList.add('current');
      }
      return;
    }
    if (goTo(link.getAttribute('href').slice(1))) event.preventDefault();
  });

  // ---- Waivers ----

  const dialog = byId('waive');
  const reason = byId('reason');
  let asked = null;

  // Findings of a policy with the same words share a fingerprint: which of them it is, is told by their order.
  const policies = new Map(all('section.policy').map((node) => (
    [node, { key: `policyglot/waivers/${node.dataset.key}`, cards: [], seen: new Map() }]
  )));
  for (const card of cards) {
    const policy = policies.get(card.node.closest('section.policy'));
    const nth = policy.seen.get(card.print) || 0;
    policy.seen.set(card.print, nth + 1);
    policy.cards.push(card);
    card.id = `${card.print}#${nth}`;
    card.policy = policy;
  }
  const save = (policy) => {
    const kept = {};
    for (const card of policy.cards) {
      if (card.waived === 'page') kept[card.id] = card.reason;
    }
    try { localStorage.setItem(policy.key, JSON.stringify(kept)); } catch { /* kept by the page alone */ }
  };
  const load = (policy) => {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(policy.key)); } catch { /* nothing is kept */ }
    for (const card of kept ? policy.cards : []) {
      const why = kept[card.id];
      if (!card.waived && typeof why === 'string' && why) waive(card, why);
    }
  };
  const ours = () => cards.filter((card) => card.waived === 'page');
  const waive = (card, why) => {
    card.waived = why ? 'page' : '';
    card.reason = why;
    card.text = undefined;
    const { node } = card;
    if (why) node.dataset.waived = 'page';
    else delete node.dataset.waived;
    const said = node.querySelector('.waiver');
    said.hidden = !why;
    said.querySelector('.reason').textContent = fill(texts.waived, { reason: why });
    node.querySelector('button.waive').textContent = why ? texts.restore : texts.waive;
    const count = ours().length;
    byId('export').disabled = count === 0;
    byId('export').querySelector('.number').textContent = count;
  };
  const ask = (card) => {
    if (card.waived === 'page') {
      waive(card, '');
      save(card.policy);
      apply();
      byId('said').textContent = texts.restored;
      return;
    }
    if (card.waived) return;
    asked = card;
    byId('waive-finding').textContent = card.node.querySelector('.message').textContent;
    reason.value = '';
    dialog.showModal();
  };
  for (const card of cards) {
    const button = card.node.querySelector('button.waive');
    if (!button) continue;
    button.parentNode.hidden = false;
    button.addEventListener('click', () => ask(card));
  }
  byId('waive-cancel').addEventListener('click', () => dialog.close());
  dialog.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const why = oneLine(reason.value);
    if (!why) {
      reason.value = '';
      reason.reportValidity();
      return;
    }
    dialog.close();
    waive(asked, why);
    save(asked.policy);
    apply();
    byId('said').textContent = fill(texts.waived, { reason: why });
  });

  // ---- The baseline ----

  // As the program writes it: one line, and nothing that hides.
  const HIDDEN = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
  const oneLine = (value) => value
    .replace(HIDDEN, (c) => `\\u{${c.codePointAt(0).toString(16)}}`)
    .split(/[\s\x85]+/u).filter(Boolean).join(' ');
  const baseline = () => {
    const known = cards.filter((card) => card.waived === 'page' || card.waived === 'baseline');
    const lines = known.map((card) => (
      [card.path, card.rule, card.print, card.quote, oneLine(card.reason)].join('\t').trimEnd()
    ));
    return `${texts.head}${lines.sort().join('\n')}\n`;
  };
  byId('export').addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([baseline()], { type: 'text/tab-separated-values' }));
    link.download = texts.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    byId('said').textContent = fill(texts.exported, { file: texts.file, count: ours().length });
  });

  // ---- Keys ----

  const help = byId('help');
  byId('keys').addEventListener('click', () => help.showModal());
  const keys = {
    j: () => step(1),
    n: () => step(1),
    k: () => step(-1),
    p: () => step(-1),
    w: () => { if (current) ask(current); },
    '/': () => { query.focus(); query.select(); },
    o: () => {
      const section = current ? current.node.closest('.policy') : document;
      section.querySelector('.overview .scroll')?.focus();
    },
    f: () => { only.checked = !only.checked; apply(); },
    t: () => byId('theme').click(),
    '?': () => help.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const typing = event.target.matches('input:not([type=checkbox]), textarea, select');
    if (event.key === 'Escape' && !event.target.matches('select')) {
      if (event.target === query) query.blur();
      reset();
      return;
    }
    const action = !typing && keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // ---- Begin ----

  // The list of a page that grew while its policies were checked stands at its end: readers want it first.
  const contents = byId('contents');
  const jump = document.querySelector('.jump');
  if (jump) jump.replaceWith(...(contents ? [contents] : []));
  for (const policy of policies.values()) load(policy);
  apply();
  if (location.hash) goTo(location.hash.slice(1));
})();
