// Before azd provisions: says which settings are missing or cannot be right, all at once, and exits with 1.
// The app checks every setting when it starts; this is to learn it before anything is made or paid for.
const required = [
  'ALERT_EMAIL', 'BUDGET_START',
  'MAIL_FROM', 'MAIL_FROM_NAME', 'MAIL_STAFF',
  'CLINIC_NAME', 'CLINIC_PHONE', 'CLINIC_POSTAL_ADDRESS', 'CLINIC_TIME_ZONE',
];
const secrets = {
  SENDGRID_API_KEY: value => value.startsWith('SG.') || 'must begin with SG.',
  SECRETS_KEYS: value => value.split(',').every(key => /^[A-Za-z0-9]{1,20}:/.test(key.trim())
    && isLongEnough(key.slice(key.indexOf(':') + 1))) || 'must be id:base64, of at least 32 bytes',
  SECRETS_ADDRESS_KEY: value => isLongEnough(value) || 'must be base64, of at least 32 bytes',
};
const optionalSecrets = {
  'webflow-signing-secret': 'WEBFLOW_SIGNING_SECRET',
  'webflow-key': 'WEBFLOW_KEY',
  'altcha-hmac-key': 'ALTCHA_HMAC_KEY',
  'turnstile-secret-key': 'TURNSTILE_SECRET_KEY',
  'otlp-headers': 'OTEL_EXPORTER_OTLP_HEADERS',
};

const env = name => (process.env[name] ?? '').trim();
const vaultIsMade = env('AZURE_KEY_VAULT_NAME') !== '';
const problems = [];

for (const name of required) {
  if (env(name) === '') problems.push(`${name} is missing: azd env set ${name} "…"`);
}
if (env('BUDGET_START') !== '' && !/^\d{4}-\d{2}-01$/.test(env('BUDGET_START'))) {
  problems.push('BUDGET_START must be the first day of a month, like 2026-01-01.');
}

const isTrue = name => env(name).toLowerCase() === 'true';
if (isTrue('NOTIFICATIONS_INCLUDE_DETAILS') && !isTrue('NOTIFICATIONS_AGREEMENT_SIGNED')) {
  problems.push("NOTIFICATIONS_INCLUDE_DETAILS puts health information into email, which SendGrid's terms forbid: "
    + 'it needs NOTIFICATIONS_AGREEMENT_SIGNED=true, once there is a signed agreement.');
}

for (const [name, check] of Object.entries(secrets)) {
  if (env(name) === '') {
    // The vault keeps what it has.
    if (!vaultIsMade) problems.push(`${name} is missing: export it for the first azd up, as docs/deploy.md says.`);
  } else if (check(env(name)) !== true) {
    problems.push(`${name} ${check(env(name))}.`);
  }
}
if (vaultIsMade && env('SECRETS_ADDRESS_KEY') !== '') {
  problems.push('SECRETS_ADDRESS_KEY is set, but the vault has one: with another, every recipient is a stranger. '
    + 'Unset it.');
}

const held = env('VAULT_ALSO_HOLDS').split(',').map(name => name.trim()).filter(name => name !== '');
for (const name of held.filter(name => !(name in optionalSecrets))) {
  problems.push(`VAULT_ALSO_HOLDS names ${name}, which is none of ${Object.keys(optionalSecrets).join(', ')}.`);
}
for (const [name, variable] of Object.entries(optionalSecrets)) {
  if (held.includes(name) && env(variable) === '' && !vaultIsMade) {
    problems.push(`${variable} is missing: VAULT_ALSO_HOLDS names ${name}.`);
  }
  if (!held.includes(name) && env(variable) !== '') {
    problems.push(`${variable} is set, but VAULT_ALSO_HOLDS does not name ${name}.`);
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

function isLongEnough(base64) {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && Buffer.from(base64, 'base64').length >= 32;
}
