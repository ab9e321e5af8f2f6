// All that the pages need of a script; each works without it. The browser's zone and theme go into cookies, slow parts are
// fetched after the page, a form that was sent says so, and a table without room becomes cards.
'use strict';

const year = 31536000;
const patience = 20000;
const narrow = matchMedia('(max-width: 52rem)');

function remember(name, value) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/console; max-age=${year}; SameSite=Strict${secure}`;
}

// A page made before the zone was known is asked for once more; what a form has answered is left as it is.
function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const shown = document.documentElement.dataset.zone;
  if (!zone || zone === shown || document.cookie.includes(`ea_zone=${encodeURIComponent(zone)}`)) return;
  remember('ea_zone', zone);
  const sent = performance.getEntriesByType('navigation')[0];
  if (document.cookie.includes('ea_zone=') && sent && document.body.dataset.posted === undefined) location.reload();
}

function chooseTheme(event) {
  const theme = event.target.value;
  remember('ea_theme', theme);
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function say(part, text, isFault) {
  const line = document.createElement('p');
  line.className = isFault ? 'fault' : 'loading';
  if (isFault) line.setAttribute('role', 'alert');
  line.textContent = text;
  part.replaceChildren(line);
}

async function fetchPart(part) {
  try {
    const answer = await fetch(part.dataset.part, { credentials: 'same-origin' });
    const landed = new URL(answer.url);
    if (answer.redirected && landed.pathname === '/console/sign-in') {
      landed.searchParams.set('to', location.pathname + location.search);
      location.assign(landed);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const content = page.querySelector('[data-part-content]') ?? page.querySelector('.fault');
    if (content) part.replaceChildren(document.adoptNode(content));
    else say(part, `This part could not be loaded (${answer.status}). Reload the page to try again.`, true);
    tables(part);
    plots(part);
  } catch {
    say(part, 'This part could not be loaded: the service did not answer. Reload the page to try again.', true);
  } finally {
    part.setAttribute('aria-busy', 'false');
  }
}

function sent(event) {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  const button = event.submitter;
  const text = button?.textContent;
  if (button && form.dataset.busy) button.textContent = form.dataset.busy;
  busy();

  // Whoever stops waiting may send it again: it carries a key, and so has one effect.
  setTimeout(() => {
    delete form.dataset.sent;
    if (button && form.dataset.busy) button.textContent = text;
  }, patience);
}

// The next page is on its way; nobody tells when a download, or a page that was stopped, is not.
function busy() {
  document.documentElement.classList.add('busy');
  setTimeout(() => document.documentElement.classList.remove('busy'), patience);
}

function followed(event) {
  const link = event.target.closest('a[href]');
  const isHere = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && isHere && !link.hasAttribute('download') && !link.hash) busy();
}

// A row that is shown as a card has no head above it: each cell says by itself what it is. What a table is for those who
// hear it stays, whatever it looks like.
function nameCells(table) {
  const heads = [...table.tHead.rows[0].cells];
  const names = heads.map((head) => (head.querySelector('.for-readers') ? '' : head.textContent.trim()));
  table.setAttribute('role', 'table');
  for (const part of [table.tHead, ...table.tBodies]) {
    part.setAttribute('role', 'rowgroup');
    for (const row of part.rows) {
      row.setAttribute('role', 'row');
      for (const cell of row.cells) {
        cell.setAttribute('role', part === table.tHead ? 'columnheader' : 'cell');
        cell.dataset.label = names[cell.cellIndex] ?? '';
        cell.toggleAttribute('data-blank', !cell.textContent.trim() && !cell.querySelector('svg, button'));
      }
    }
  }
}

function fold(box) {
  box.classList.remove('stacked');
  if (narrow.matches && box.scrollWidth > box.clientWidth) box.classList.add('stacked');
}

function tables(within) {
  for (const box of within.querySelectorAll('.scroll:has(> table)')) {
    nameCells(box.firstElementChild);
    fold(box);
  }
}

// What is newest is on the right, where a narrow window does not begin.
function plots(within) {
  for (const box of within.querySelectorAll('.scroll:has(> svg)')) box.scrollLeft = box.scrollWidth;
}

function foldAll() {
  for (const box of document.querySelectorAll('.scroll:has(> table)')) fold(box);
}

tellZone();
for (const choice of document.querySelectorAll('[data-theme-choice]')) choice.addEventListener('change', chooseTheme);
for (const part of document.querySelectorAll('[data-part]')) fetchPart(part);
for (const form of document.querySelectorAll('form[method=post]')) form.addEventListener('submit', sent);
tables(document);
plots(document);
for (const form of document.querySelectorAll('form[method=get]')) form.addEventListener('submit', busy);
document.addEventListener('click', followed);
addEventListener('resize', foldAll);
narrow.addEventListener('change', () => plots(document));
document.addEventListener('toggle', foldAll, true);
addEventListener('pageshow', () => {
  document.documentElement.classList.remove('busy');
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
