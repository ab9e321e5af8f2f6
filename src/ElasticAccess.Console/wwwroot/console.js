// All that the pages need of a script; each works without it. The browser's zone and theme go into cookies, slow parts are
// fetched after the page, a form that was sent says so, and a row is found by typing.
'use strict';

const year = 31536000;

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
    if (answer.redirected && new URL(answer.url).pathname === '/console/sign-in') {
      location.assign(answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const content = page.querySelector('[data-part-content]') ?? page.querySelector('.fault');
    if (content) part.replaceChildren(document.adoptNode(content));
    else say(part, `This part could not be loaded (${answer.status}). Reload the page to try again.`, true);
    filters(part);
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
  if (button && form.dataset.busy) button.textContent = form.dataset.busy;
  document.documentElement.classList.add('busy');
}

// Only what is in the page is searched, and the number found is told to who cannot see it.
function filter(input) {
  const wanted = input.value.trim().toLowerCase();
  const rows = document.querySelectorAll(`#${input.dataset.filter} tbody tr`);
  let found = 0;
  for (const row of rows) {
    row.hidden = wanted !== '' && !row.textContent.toLowerCase().includes(wanted);
    if (!row.hidden) found += 1;
  }
  const told = document.getElementById(`${input.dataset.filter}-found`);
  if (told) told.textContent = wanted === '' ? '' : `${found} of ${rows.length}`;
}

function filters(within) {
  for (const input of within.querySelectorAll('[data-filter]')) input.addEventListener('input', () => filter(input));
}

tellZone();
for (const choice of document.querySelectorAll('[data-theme-choice]')) choice.addEventListener('change', chooseTheme);
for (const part of document.querySelectorAll('[data-part]')) fetchPart(part);
for (const form of document.querySelectorAll('form[method=post]')) form.addEventListener('submit', sent);
filters(document);
addEventListener('pageshow', () => {
  document.documentElement.classList.remove('busy');
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
