using 'main.bicep'

// Each value comes from azd's environment (azd env set MAIL_FROM …) or the shell's. docs/settings.md explains the
// settings; the variable of Mail:From is MAIL_FROM. Free resources and Webflow's forms are lists, edited in this file.

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', '')
param location = readEnvironmentVariable('AZURE_LOCATION', '')
param sendGridApiKey = readEnvironmentVariable('SENDGRID_API_KEY', '')
param signingKeys = readEnvironmentVariable('SECRETS_KEYS', '')
param addressKey = readEnvironmentVariable('SECRETS_ADDRESS_KEY', '')
param webflowSigningSecret = readEnvironmentVariable('WEBFLOW_SIGNING_SECRET', '')
param webflowKey = readEnvironmentVariable('WEBFLOW_KEY', '')
param altchaHmacKey = readEnvironmentVariable('ALTCHA_HMAC_KEY', '')
param turnstileSecretKey = readEnvironmentVariable('TURNSTILE_SECRET_KEY', '')
param otlpHeaders = readEnvironmentVariable('OTEL_EXPORTER_OTLP_HEADERS', '')
param vaultAlsoHolds = readEnvironmentVariable('VAULT_ALSO_HOLDS', '')
param staffClientId = readEnvironmentVariable('STAFF_CLIENT_ID', '')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '25'))
param budgetStart = readEnvironmentVariable('BUDGET_START', '')
param storageRedundancy = readEnvironmentVariable('STORAGE_REDUNDANCY', 'Standard_ZRS')
param maximumInstances = int(readEnvironmentVariable('MAXIMUM_INSTANCES', '40'))
param alwaysReadyInstances = int(readEnvironmentVariable('ALWAYS_READY_INSTANCES', '0'))
param dailyLogsGigabytes = int(readEnvironmentVariable('DAILY_LOGS_GB', '1'))
param testsAvailability = bool(readEnvironmentVariable('AVAILABILITY_TEST', 'true'))
param isolatesNetwork = bool(readEnvironmentVariable('ISOLATE_NETWORK', 'false'))
param operatorAddresses = readEnvironmentVariable('OPERATOR_ADDRESSES', '')
param customDomain = readEnvironmentVariable('CUSTOM_DOMAIN', '')
param boundDomain = readEnvironmentVariable('BOUND_DOMAIN', '')
param assignsRoles = bool(readEnvironmentVariable('ASSIGNS_ROLES', 'true'))
param startsWarm = bool(readEnvironmentVariable('START_WARM', 'true'))
param recoversVault = bool(readEnvironmentVariable('RECOVER_VAULT', 'false'))

param settings = {
  sendGrid: {
    host: readEnvironmentVariable('SENDGRID_HOST', '')
    eventWebhookPublicKeys: readEnvironmentVariable('SENDGRID_EVENT_WEBHOOK_PUBLIC_KEYS', '')
  }
  mail: {
    from: readEnvironmentVariable('MAIL_FROM', '')
    fromName: readEnvironmentVariable('MAIL_FROM_NAME', '')
    staff: readEnvironmentVariable('MAIL_STAFF', '')
    resolveAfter: readEnvironmentVariable('MAIL_RESOLVE_AFTER', '')
    sendingFor: readEnvironmentVariable('MAIL_SENDING_FOR', '')
  }
  sweep: {
    after: readEnvironmentVariable('SWEEP_AFTER', '')
  }
  news: {
    mailsPerMinute: readEnvironmentVariable('NEWS_MAILS_PER_MINUTE', '')
  }
  site: {
    baseUrl: readEnvironmentVariable('SITE_BASE_URL', '')
    allowedOrigins: readEnvironmentVariable('SITE_ALLOWED_ORIGINS', '')
    thankYouUrl: readEnvironmentVariable('SITE_THANK_YOU_URL', '')
    subscribedUrl: readEnvironmentVariable('SITE_SUBSCRIBED_URL', '')
  }
  clinic: {
    name: readEnvironmentVariable('CLINIC_NAME', '')
    phone: readEnvironmentVariable('CLINIC_PHONE', '')
    postalAddress: readEnvironmentVariable('CLINIC_POSTAL_ADDRESS', '')
    timeZone: readEnvironmentVariable('CLINIC_TIME_ZONE', '')
    hours: readEnvironmentVariable('CLINIC_HOURS', '')
    holidays: readEnvironmentVariable('CLINIC_HOLIDAYS', '')
    answerWithin: readEnvironmentVariable('CLINIC_ANSWER_WITHIN', '')
    callsFrom: readEnvironmentVariable('CLINIC_CALLS_FROM', '')
    website: readEnvironmentVariable('CLINIC_WEBSITE', '')
    logo: readEnvironmentVariable('CLINIC_LOGO', '')
    color: readEnvironmentVariable('CLINIC_COLOR', '')
    doctor: readEnvironmentVariable('CLINIC_DOCTOR', '')
    doctorEs: readEnvironmentVariable('CLINIC_DOCTOR_ES', '')
    signature: readEnvironmentVariable('CLINIC_SIGNATURE', '')
    signatureEs: readEnvironmentVariable('CLINIC_SIGNATURE_ES', '')
    replyTo: readEnvironmentVariable('CLINIC_REPLY_TO', '')
  }
  subscriptions: {
    doubleOptIn: readEnvironmentVariable('SUBSCRIPTIONS_DOUBLE_OPT_IN', '')
    confirmWithin: readEnvironmentVariable('SUBSCRIPTIONS_CONFIRM_WITHIN', '')
    confirmCooldown: readEnvironmentVariable('SUBSCRIPTIONS_CONFIRM_COOLDOWN', '')
    forgetPendingAfter: readEnvironmentVariable('SUBSCRIPTIONS_FORGET_PENDING_AFTER', '')
    consentText: readEnvironmentVariable('SUBSCRIPTIONS_CONSENT_TEXT', '')
    consentVersion: readEnvironmentVariable('SUBSCRIPTIONS_CONSENT_VERSION', '')
    // One line for each, for example:
    //   { title: 'Five exercises', url: 'https://clinic.example/five.pdf', summary: 'For the neck.', language: 'en' }
    resources: []
  }
  consultations: {
    acknowledge: readEnvironmentVariable('CONSULTATIONS_ACKNOWLEDGE', '')
  }
  notifications: {
    staffLink: readEnvironmentVariable('NOTIFICATIONS_STAFF_LINK', '')
    includeDetails: readEnvironmentVariable('NOTIFICATIONS_INCLUDE_DETAILS', '')
    agreementSigned: readEnvironmentVariable('NOTIFICATIONS_AGREEMENT_SIGNED', '')
  }
  staff: {
    people: readEnvironmentVariable('STAFF_PEOPLE', '')
    managers: readEnvironmentVariable('STAFF_MANAGERS', '')
    signIn: readEnvironmentVariable('STAFF_SIGN_IN', '')
    tenantId: readEnvironmentVariable('STAFF_TENANT_ID', '')
    sessionFor: readEnvironmentVariable('STAFF_SESSION_FOR', '')
    rememberFor: readEnvironmentVariable('STAFF_REMEMBER_FOR', '')
    remindAt: readEnvironmentVariable('STAFF_REMIND_AT', '')
  }
  webflow: {
    tolerance: readEnvironmentVariable('WEBFLOW_TOLERANCE', '')
    // The form here by the form's name in Webflow, for example:
    //   ContactUs: 'consultation'
    forms: {}
  }
  limits: {
    postsPerMinute: readEnvironmentVariable('LIMITS_POSTS_PER_MINUTE', '')
    confirmMailsPerHour: readEnvironmentVariable('LIMITS_CONFIRM_MAILS_PER_HOUR', '')
    confirmMailsPerNetwork: readEnvironmentVariable('LIMITS_CONFIRM_MAILS_PER_NETWORK', '')
    acknowledgementsPerHour: readEnvironmentVariable('LIMITS_ACKNOWLEDGEMENTS_PER_HOUR', '')
    staffNoticesPerHour: readEnvironmentVariable('LIMITS_STAFF_NOTICES_PER_HOUR', '')
    manageMailsPerHour: readEnvironmentVariable('LIMITS_MANAGE_MAILS_PER_HOUR', '')
    staffCodesPerHour: readEnvironmentVariable('LIMITS_STAFF_CODES_PER_HOUR', '')
    clientAddressFrom: readEnvironmentVariable('LIMITS_CLIENT_ADDRESS_FROM', '')
  }
  spam: {
    quarantineAt: readEnvironmentVariable('SPAM_QUARANTINE_AT', '')
    refuseAt: readEnvironmentVariable('SPAM_REFUSE_AT', '')
    fastestPost: readEnvironmentVariable('SPAM_FASTEST_POST', '')
    burstAt: readEnvironmentVariable('SPAM_BURST_AT', '')
    whenVerifierIsDown: readEnvironmentVariable('SPAM_WHEN_VERIFIER_IS_DOWN', '')
  }
  altcha: {
    maxNumber: readEnvironmentVariable('ALTCHA_MAX_NUMBER', '')
    expireAfter: readEnvironmentVariable('ALTCHA_EXPIRE_AFTER', '')
  }
  turnstile: {
    action: readEnvironmentVariable('TURNSTILE_ACTION', '')
    siteverifyUrl: readEnvironmentVariable('TURNSTILE_SITEVERIFY_URL', '')
  }
  retention: {
    spam: readEnvironmentVariable('RETENTION_SPAM', '')
    consultations: readEnvironmentVariable('RETENTION_CONSULTATIONS', '')
    audit: readEnvironmentVariable('RETENTION_AUDIT', '')
  }
  telemetry: {
    otlpEndpoint: readEnvironmentVariable('OTEL_EXPORTER_OTLP_ENDPOINT', '')
    otlpProtocol: readEnvironmentVariable('OTEL_EXPORTER_OTLP_PROTOCOL', '')
  }
}
