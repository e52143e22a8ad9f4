@description('docs/settings.md explains each setting. For an empty one, the app uses its default.')
@export()
type appSettings = {
  sendGrid: {
    host: string
    eventWebhookPublicKeys: string
  }
  mail: {
    @minLength(1)
    from: string
    @minLength(1)
    fromName: string
    @minLength(1)
    staff: string
    resolveAfter: string
    sendingFor: string
  }
  sweep: {
    after: string
  }
  news: {
    mailsPerMinute: string
  }
  site: {
    @description('Empty: the custom domain, or without one the address that Azure gives the app.')
    baseUrl: string
    allowedOrigins: string
    @description('Empty: a page of the app.')
    thankYouUrl: string
    subscribedUrl: string
  }
  clinic: {
    @minLength(1)
    name: string
    @minLength(1)
    phone: string
    @minLength(1)
    postalAddress: string
    @minLength(1)
    timeZone: string
    hours: string
    holidays: string
    answerWithin: string
    callsFrom: string
    website: string
    logo: string
    color: string
    doctor: string
    doctorEs: string
    signature: string
    signatureEs: string
    replyTo: string
  }
  subscriptions: {
    doubleOptIn: string
    confirmWithin: string
    confirmCooldown: string
    forgetPendingAfter: string
    consentText: string
    consentVersion: string
    resources: {
      @minLength(1)
      title: string
      @minLength(1)
      url: string
      summary: string
      @description('en or es; empty: en')
      language: string?
    }[]
  }
  consultations: {
    acknowledge: string
  }
  notifications: {
    staffLink: string
    includeDetails: string
    agreementSigned: string
  }
  staff: {
    @description('Rosa Diaz <rosa@clinic.example>, several with commas. Empty: mail.staff.')
    people: string
    managers: string
    signIn: string
    tenantId: string
    sessionFor: string
    rememberFor: string
    remindAt: string
  }
  webflow: {
    tolerance: string
    @description('The name of the form here by the name of the form in Webflow.')
    forms: {
      *: string
    }
  }
  limits: {
    postsPerMinute: string
    confirmMailsPerHour: string
    confirmMailsPerNetwork: string
    acknowledgementsPerHour: string
    staffNoticesPerHour: string
    manageMailsPerHour: string
    staffCodesPerHour: string
    clientAddressFrom: string
  }
  spam: {
    quarantineAt: string
    refuseAt: string
    fastestPost: string
    burstAt: string
    whenVerifierIsDown: string
  }
  altcha: {
    maxNumber: string
    expireAfter: string
  }
  turnstile: {
    action: string
    siteverifyUrl: string
  }
  retention: {
    spam: string
    consultations: string
    audit: string
  }
  telemetry: {
    otlpEndpoint: string
    otlpProtocol: string
  }
}

param appName string
param settings appSettings
param storageName string
param clientId string
param backupName string
param backupClientId string
@description('Without a trailing slash; for an empty settings.site.baseUrl.')
param url string
param vaultUri string
@description('The names of the optional secrets that the vault contains, comma-separated.')
param vaultAlsoHolds string
param insightsConnection string
param startsWarm bool

// Settings contain only references; the app gets the values from the vault.
func fromVault(vaultUri string, name string) string => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${name})'

var freeResources = map(range(0, length(settings.subscriptions.resources)), i => {
  'Subscriptions__Resources__${i}__Title': settings.subscriptions.resources[i].title
  'Subscriptions__Resources__${i}__Url': settings.subscriptions.resources[i].url
  'Subscriptions__Resources__${i}__Summary': settings.subscriptions.resources[i].summary
  'Subscriptions__Resources__${i}__Language': settings.subscriptions.resources[i].?language ?? ''
})

var webflowForms = map(items(settings.webflow.forms), form => {
  'Webflow__Forms__${form.key}': form.value
})

var fromScratch = startsWarm ? [] : [{ WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED: '0' }]

// Only for existing secrets: the app would get an unresolved reference as plain text, which would be a guessable key.
var held = map(split(vaultAlsoHolds, ','), name => trim(name))

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName

  resource appSettingsConfig 'config' = {
    name: 'appsettings'
    properties: union(reduce(concat(freeResources, webflowForms, fromScratch), {}, (all, next) => union(all, next)), {
      AzureWebJobsStorage__accountName: storageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: clientId
      // No default page of the platform at the app's URL.
      AzureWebJobsDisableHomepage: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'

      Backup__AccountName: backupName
      Backup__ClientId: backupClientId

      SendGrid__ApiKey: fromVault(vaultUri, 'sendgrid-api-key')
      SendGrid__Host: settings.sendGrid.host
      SendGrid__EventWebhookPublicKeys: settings.sendGrid.eventWebhookPublicKeys

      Mail__From: settings.mail.from
      Mail__FromName: settings.mail.fromName
      Mail__Staff: settings.mail.staff
      Mail__ResolveAfter: settings.mail.resolveAfter
      Mail__SendingFor: settings.mail.sendingFor

      Sweep__After: settings.sweep.after

      News__MailsPerMinute: settings.news.mailsPerMinute

      Site__BaseUrl: empty(settings.site.baseUrl) ? url : settings.site.baseUrl
      Site__AllowedOrigins: settings.site.allowedOrigins
      Site__ThankYouUrl: settings.site.thankYouUrl
      Site__SubscribedUrl: settings.site.subscribedUrl

      Clinic__Name: settings.clinic.name
      Clinic__Phone: settings.clinic.phone
      Clinic__PostalAddress: settings.clinic.postalAddress
      Clinic__TimeZone: settings.clinic.timeZone
      Clinic__Hours: settings.clinic.hours
      Clinic__Holidays: settings.clinic.holidays
      Clinic__AnswerWithin: settings.clinic.answerWithin
      Clinic__CallsFrom: settings.clinic.callsFrom
      Clinic__Website: settings.clinic.website
      Clinic__Logo: settings.clinic.logo
      Clinic__Color: settings.clinic.color
      Clinic__Doctor: settings.clinic.doctor
      Clinic__Doctor__es: settings.clinic.doctorEs
      Clinic__Signature: settings.clinic.signature
      Clinic__Signature__es: settings.clinic.signatureEs
      Clinic__ReplyTo: settings.clinic.replyTo

      Secrets__Keys: fromVault(vaultUri, 'signing-keys')
      Secrets__AddressKey: fromVault(vaultUri, 'address-key')

      Subscriptions__DoubleOptIn: settings.subscriptions.doubleOptIn
      Subscriptions__ConfirmWithin: settings.subscriptions.confirmWithin
      Subscriptions__ConfirmCooldown: settings.subscriptions.confirmCooldown
      Subscriptions__ForgetPendingAfter: settings.subscriptions.forgetPendingAfter
      Subscriptions__ConsentText: settings.subscriptions.consentText
      Subscriptions__ConsentVersion: settings.subscriptions.consentVersion

      Consultations__Acknowledge: settings.consultations.acknowledge

      Notifications__StaffLink: settings.notifications.staffLink
      Notifications__IncludeDetails: settings.notifications.includeDetails
      Notifications__AgreementSigned: settings.notifications.agreementSigned

      Staff__People: settings.staff.people
      Staff__Managers: settings.staff.managers
      Staff__SignIn: settings.staff.signIn
      Staff__TenantId: settings.staff.tenantId
      Staff__SessionFor: settings.staff.sessionFor
      Staff__RememberFor: settings.staff.rememberFor
      Staff__RemindAt: settings.staff.remindAt

      Webflow__SigningSecret: contains(held, 'webflow-signing-secret')
        ? fromVault(vaultUri, 'webflow-signing-secret')
        : ''
      Webflow__Key: contains(held, 'webflow-key') ? fromVault(vaultUri, 'webflow-key') : ''
      Webflow__Tolerance: settings.webflow.tolerance

      Limits__PostsPerMinute: settings.limits.postsPerMinute
      Limits__ConfirmMailsPerHour: settings.limits.confirmMailsPerHour
      Limits__ConfirmMailsPerNetwork: settings.limits.confirmMailsPerNetwork
      Limits__AcknowledgementsPerHour: settings.limits.acknowledgementsPerHour
      Limits__StaffNoticesPerHour: settings.limits.staffNoticesPerHour
      Limits__ManageMailsPerHour: settings.limits.manageMailsPerHour
      Limits__StaffCodesPerHour: settings.limits.staffCodesPerHour
      Limits__ClientAddressFrom: settings.limits.clientAddressFrom

      Spam__QuarantineAt: settings.spam.quarantineAt
      Spam__RefuseAt: settings.spam.refuseAt
      Spam__FastestPost: settings.spam.fastestPost
      Spam__BurstAt: settings.spam.burstAt
      Spam__WhenVerifierIsDown: settings.spam.whenVerifierIsDown

      Altcha__HmacKey: contains(held, 'altcha-hmac-key') ? fromVault(vaultUri, 'altcha-hmac-key') : ''
      Altcha__MaxNumber: settings.altcha.maxNumber
      Altcha__ExpireAfter: settings.altcha.expireAfter

      Turnstile__SecretKey: contains(held, 'turnstile-secret-key') ? fromVault(vaultUri, 'turnstile-secret-key') : ''
      Turnstile__Action: settings.turnstile.action
      Turnstile__SiteverifyUrl: settings.turnstile.siteverifyUrl

      Retention__Spam: settings.retention.spam
      Retention__Consultations: settings.retention.consultations
      Retention__Audit: settings.retention.audit

      OTEL_EXPORTER_OTLP_ENDPOINT: settings.telemetry.otlpEndpoint
      OTEL_EXPORTER_OTLP_PROTOCOL: settings.telemetry.otlpProtocol
      OTEL_EXPORTER_OTLP_HEADERS: contains(held, 'otlp-headers') ? fromVault(vaultUri, 'otlp-headers') : ''
    })
  }
}
