targetScope = 'subscription'

import { appSettings } from 'settings.bicep'

@description('The name of the environment, used in the names of its resources.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('A region that has Flex Consumption and, for the storage account, availability zones.')
@minLength(1)
param location string

@description('The settings of the app; for an empty one, the app uses its default.')
param settings appSettings

@description('SendGrid:ApiKey. If empty, the value in the vault is kept, as for those below.')
@secure()
param sendGridApiKey string = ''

@description('Secrets:Keys')
@secure()
param signingKeys string = ''

@description('Secrets:AddressKey')
@secure()
param addressKey string = ''

@description('Webflow:SigningSecret, if vaultAlsoHolds names it')
@secure()
param webflowSigningSecret string = ''

@description('Webflow:Key, if vaultAlsoHolds names it')
@secure()
param webflowKey string = ''

@description('Altcha:HmacKey, if vaultAlsoHolds names it')
@secure()
param altchaHmacKey string = ''

@description('Turnstile:SecretKey, if vaultAlsoHolds names it')
@secure()
param turnstileSecretKey string = ''

@description('OTEL_EXPORTER_OTLP_HEADERS, if vaultAlsoHolds names it')
@secure()
param otlpHeaders string = ''

@description('The names of the optional secrets that the vault contains, comma-separated.')
param vaultAlsoHolds string = ''

@description('The id of the Entra ID application by which staff sign in; only with settings.staff.signIn: platform.')
param staffClientId string = ''

@description('The recipient of alerts about the app and its costs.')
@minLength(1)
param alertEmail string

@description('The monthly costs that trigger an alert, in the currency of the subscription.')
param monthlyBudget int = 25

@description('The first day of the month in which the budget was created; it cannot be changed later.')
@minLength(1)
param budgetStart string

var suffix = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module storage 'storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    secrets: {
      'sendgrid-api-key': sendGridApiKey
      'signing-keys': signingKeys
      'address-key': addressKey
      'webflow-signing-secret': webflowSigningSecret
      'webflow-key': webflowKey
      'altcha-hmac-key': altchaHmacKey
      'turnstile-secret-key': turnstileSecretKey
      'otlp-headers': otlpHeaders
    }
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
  }
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

// Depends on the identity module above, so it is deployed after the roles.
module app 'app.bicep' = {
  name: 'app'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    identityId: identity.outputs.id
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
  }
}

module appConfiguration 'settings.bicep' = {
  name: 'settings'
  scope: group
  params: {
    appName: app.outputs.name
    settings: settings
    storageName: storage.outputs.name
    clientId: identity.outputs.clientId
    vaultUri: vault.outputs.uri
    vaultAlsoHolds: vaultAlsoHolds
    insightsConnection: monitoring.outputs.insightsConnection
  }
}

module staffSignIn 'staff-sign-in.bicep' = if (settings.staff.signIn == 'platform') {
  name: 'staff-sign-in'
  scope: group
  params: {
    appName: app.outputs.name
    tenantId: settings.staff.tenantId
    applicationId: staffClientId
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    email: alertEmail
  }
}

module budget 'budget.bicep' = {
  name: 'budget'
  scope: group
  params: {
    suffix: suffix
    amount: monthlyBudget
    start: budgetStart
    email: alertEmail
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output SERVICE_API_NAME string = app.outputs.name
output SERVICE_API_URI string = app.outputs.uri
