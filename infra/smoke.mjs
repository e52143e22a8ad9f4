// Checks a deployed address from outside, and exits with 1 if something is not as it should be:
//
//   node infra/smoke.mjs https://forms.example.org https://www.example.org --version=986b5a4
//
// The first address is the app's, the second a website's that may post to it; without one it is the app's own, which
// always may. The version is the commit that the app should be built from, whole or its first 7 characters or more;
// without one, any will do. No mail is sent and nothing is changed, but for one row: the honeypot post is kept as
// `quarantined`. It is the same row all day, as it has the same content and key.
import { parseArgs } from 'node:util';

const { app, website, version } = readArguments();

// A function that was asleep takes a while to answer.
const patience = 30_000;
const stranger = 'https://stranger.invalid';
const today = new Date().toISOString().slice(0, 10);
const json = { Accept: 'application/json' };
const form = fields => ({ method: 'POST', headers: json, body: new URLSearchParams(fields) });
const preflight = origin => ({
  method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
});
const unsigned = headers => ({
  method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: '[]',
});

const checks = {
  'health is ok, and says which build it is and no more': async () => {
    const answer = await ask('health');
    is(answer.status, 200);
    const health = await answer.json();
    is(Object.keys(health).join(), 'status,version');
    is(health.status, 'ok');
    is(typeof health.version === 'string' && health.version !== '', true);
    is(answer.headers.get('cache-control'), 'no-store');
    is(answer.headers.get('x-content-type-options'), 'nosniff');
  },
  ...version && {
    'the build is the expected one': async () => {
      const built = (await (await ask('health')).json()).version;
      if (!isSameCommit(built, version)) is(built, version);
    },
  },
  'a form that is not posted gets 405': async () => {
    const answer = await ask('subscribe', { headers: json });
    is(answer.status, 405);
    is(answer.headers.get('allow'), 'POST, OPTIONS');
  },
  'a form that does not exist gets 404': async () =>
    is((await ask('f/there-is-no-such-form', form({ email: 'smoke@example.org' }))).status, 404),
  'a wrong address gets 422, and says which field': async () => {
    const answer = await ask('subscribe', form({ email: 'nobody' }));
    is(answer.status, 422);
    is((await answer.json()).errors[0].code, 'TYPE_EMAIL');
  },
  'a form in another type of body gets 415': async () =>
    is((await ask('subscribe', { ...form({}), headers: { ...json, 'Content-Type': 'text/plain' } })).status, 415),
  'a filled honeypot is answered like a visitor, and kept in quarantine': async () => {
    const fields = { email: 'smoke@example.org', _gotcha: 'smoke', _id: `smoke-${today}` };
    const answer = await ask('subscribe', form(fields));
    is(answer.status, 200);
    const { ok, id } = await answer.json();
    is(ok, true);
    is(/^BSK(-[0-9A-Z]{4})+$/.test(id), true);
  },
  'the website may post': async () => {
    const answer = await ask('subscribe', preflight(new URL(website).origin));
    is(answer.status, 204);
    is(answer.headers.get('access-control-allow-origin'), new URL(website).origin);
  },
  'another website may not': async () => {
    const answer = await ask('subscribe', preflight(stranger));
    is(answer.status, 403);
    is(answer.headers.get('access-control-allow-origin'), null);
  },
  "SendGrid's events need a signature": async () => {
    is((await ask('webhooks/sendgrid', unsigned({}))).status, 401);
    is((await ask('webhooks/sendgrid', unsigned({
      'X-Twilio-Email-Event-Webhook-Signature': 'MEUCIQ==', 'X-Twilio-Email-Event-Webhook-Timestamp': '1600112502',
    }))).status, 401);
  },
  "Webflow's posts need a signature": async () => {
    is((await ask('webhooks/webflow', unsigned({}))).status, 401);
    is((await ask('webhooks/webflow', unsigned({
      'x-webflow-signature': '00'.repeat(32), 'x-webflow-timestamp': `${Date.now()}`,
    }))).status, 401);
  },
  'a link that nobody signed opens nothing': async () =>
    is((await ask('confirm?t=smoke')).status, 400),
  'a page with a button is shown to everybody, and HEAD finds it too': async () => {
    const answer = await ask('unsubscribe');
    is(answer.status, 200);
    is(answer.headers.get('content-type'), 'text/html; charset=utf-8');
    const page = await answer.text();
    is(/<form [^>]*method="post"[^]*<input [^>]*name="email"[^]*<button [^>]*type="submit">[^]*<\/form>/.test(page), true);
    const head = await ask('unsubscribe', { method: 'HEAD' });
    is(head.status, 200);
    is(await head.text(), '');
  },
  'a wrong address gets that page again': async () => {
    const answer = await ask('unsubscribe', { method: 'POST', body: new URLSearchParams({ email: 'nobody' }) });
    is(answer.status, 422);
    is(answer.headers.get('content-type'), 'text/html; charset=utf-8');
    is((await answer.text()).includes('value="nobody"'), true);
  },
  'the script is served': async () => {
    const answer = await ask('forms.js');
    is(answer.status, 200);
    is(answer.headers.get('content-type'), 'text/javascript; charset=utf-8');
  },
};

let failed = 0;
for (const [sentence, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok      ${sentence}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${sentence}: ${error.message}`);
  }
}
console.log(failed === 0 ? 'All is well.' : `${failed} of ${Object.keys(checks).length} failed.`);
process.exitCode = failed === 0 ? 0 : 1;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: { version: { type: 'string' } }, allowPositionals: true });
    const app = positionals[0];
    const website = positionals[1] || app;
    // An empty version would compare nothing, and look as if it had.
    if (positionals.length <= 2 && URL.canParse(app) && URL.canParse(website) && values.version !== '') {
      return { app, website, version: values.version };
    }
  } catch {
    // An option that there is not.
  }
  console.error(
    'Usage: node infra/smoke.mjs <address of the app> [<origin of a website that may post to it>] '
    + '[--version=<commit>]');
  process.exit(2);
}

// One may be the other's beginning, as git abbreviates it.
function isSameCommit(one, other) {
  return one === other
    || (Math.min(one.length, other.length) >= 7 && (one.startsWith(other) || other.startsWith(one)));
}

function ask(path, request = {}) {
  return fetch(new URL(`/api/${path}`, app), {
    redirect: 'manual', signal: AbortSignal.timeout(patience), ...request,
  });
}

function is(actual, expected) {
  if (actual !== expected) throw new Error(`${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}
